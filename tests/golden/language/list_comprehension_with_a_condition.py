# list comprehension with a condition

def f(x):
    parts = [x ** i for i in range(6) if i % 2 if i > 1]
    return parts[0] * parts[1]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(6):
        if i % 2:
            if i > 1:
                t.append(x ** i)
    parts = t
    t3 = parts[0]
    t4 = parts[1]
    t2 = t3 * t4
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'list_comprehension_with_a_condition.py:3:5: the result of `f`')

    # Grad of: return parts[0] * parts[1]
    bparts = zeros_like(parts)
    bparts = add_at(bparts, 1, unbroadcast(t3 * b_return, t4))
    bparts = add_at(bparts, 0, unbroadcast(t4 * b_return, t3))
    # Grad of: parts = [x ** i for i in range(6) if i % 2 if i > 1]
    bt = bparts
    bx = 0.0
    for i in range(5, -1, -1):
        if i % 2:
            if i > 1:
                # Grad of: parts = [x ** i for i in range(6) if i % 2 if i > 1]
                bt1 = unappend(bt)
                bt = truncate(bt, -1)
                bx = bx + power_base_partial(x, i) * bt1
    return float(np.real(bx))
