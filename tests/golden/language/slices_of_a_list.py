# slices of a list

def f(x):
    parts = [x, x * x, x ** 3, 1.0]
    first = parts[1:3]
    last = parts[::-1]
    return first[0] * first[1] + last[0] * last[3]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    parts = [x, x * x, x ** 3, 1.0]
    first = parts[1:3]
    last = parts[::-1]
    t4 = first[0]
    t5 = first[1]
    t7 = last[0]
    t8 = last[3]
    t2 = t4 * t5 + t7 * t8
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'slices_of_a_list.py:5:5: the result of `f`')

    # Grad of: return first[0] * first[1] + last[0] * last[3]
    blast = zeros_like(last)
    blast = add_at(blast, 3, unbroadcast(t7 * b_return, t8))
    blast = add_at(blast, 0, unbroadcast(t8 * b_return, t7))
    bfirst = zeros_like(first)
    bfirst = add_at(bfirst, 1, unbroadcast(t4 * b_return, t5))
    bfirst = add_at(bfirst, 0, unbroadcast(t5 * b_return, t4))
    # Grad of: last = parts[::-1]
    bparts = zeros_like(parts)
    bparts = add_at(bparts, slice(None, None, -1), blast)
    # Grad of: first = parts[1:3]
    bparts = add_at(bparts, slice(1, 3, None), bfirst)
    # Grad of: parts = [x, x * x, x ** 3, 1.0]
    bx = 2 * x * bparts[1] + 3 * x ** 2 * bparts[2] + bparts[0]
    return float(np.real(bx))
