# list comprehension

def f(x):
    parts = [x * i for i in range(4)]
    return parts[1] * parts[2] + sum(parts)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(4):
        t.append(x * i)
    parts = t
    t4 = parts[1]
    t5 = parts[2]
    t6 = sum(parts)
    t2 = t4 * t5 + t6
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'list_comprehension.py:3:5: the result of `f`')

    # Grad of: return parts[1] * parts[2] + sum(parts)
    bparts = copied(sum_adjoint(unbroadcast(b_return, t6), parts))
    bparts = add_at(bparts, 2, unbroadcast(t4 * b_return, t5))
    bparts = add_at(bparts, 1, unbroadcast(t5 * b_return, t4))
    # Grad of: parts = [x * i for i in range(4)]
    bt = bparts
    bx = 0.0
    for i in range(3, -1, -1):
        # Grad of: parts = [x * i for i in range(4)]
        bt1 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + i * bt1
    return float(np.real(bx))
