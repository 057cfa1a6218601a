# list comprehension with two loops

def f(x):
    parts = [x ** i * j for i in range(3) for j in range(i)]
    return sum(parts)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(3):
        for j in range(i):
            t.append(x ** i * j)
    parts = t
    t3 = sum(parts)
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'list_comprehension_with_two_loops.py:3:5: the result of `f`')

    # Grad of: return sum(parts)
    bparts = sum_adjoint(b_return, parts)
    # Grad of: parts = [x ** i * j for i in range(3) for j in range(i)]
    bt = copied(bparts)
    bx = 0.0
    for i in range(2, -1, -1):
        for j in range(i - 1, -1, -1):
            # Grad of: parts = [x ** i * j for i in range(3) for j in range(i)]
            bt1 = unappend(bt)
            bt = truncate(bt, -1)
            bx = bx + power_base_partial(x, i) * j * bt1
    return float(np.real(bx))
