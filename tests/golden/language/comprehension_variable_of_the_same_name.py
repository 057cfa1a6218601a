# comprehension variable of the same name

def f(x):
    i = 5
    parts = [x * i for i in range(3)]
    return parts[2] * i


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    i = 5
    t = []
    for i1 in range(3):
        t.append(x * i1)
    parts = t
    t2 = parts[2] * i
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(
        t2, b_return, 'comprehension_variable_of_the_same_name.py:4:5: the result of `f`'
    )

    # Grad of: return parts[2] * i
    bparts = zeros_like(parts)
    bparts = add_at(bparts, 2, i * b_return)
    # Grad of: parts = [x * i for i in range(3)]
    bt = bparts
    bx = 0.0
    for i1 in range(2, -1, -1):
        # Grad of: parts = [x * i for i in range(3)]
        bt1 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + i1 * bt1
    return float(np.real(bx))
