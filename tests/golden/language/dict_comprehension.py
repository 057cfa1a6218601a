# dict comprehension

def f(x):
    table = {k: x ** k for k in range(1, 4)}
    return table[2] * table[3]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = {}
    for k in range(1, 4):
        t[k] = x ** k
    table = t
    t3 = table[2]
    t4 = table[3]
    t2 = t3 * t4
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'dict_comprehension.py:3:5: the result of `f`')

    # Grad of: return table[2] * table[3]
    btable = zeros_like(table)
    btable = add_at(btable, 3, unbroadcast(t3 * b_return, t4))
    btable = add_at(btable, 2, unbroadcast(t4 * b_return, t3))
    # Grad of: table = {k: x ** k for k in range(1, 4)}
    bt = btable
    bx = 0.0
    for k in range(3, 0, -1):
        # Grad of: table = {k: x ** k for k in range(1, 4)}
        b_rhs = taken(bt, k)
        bx = bx + nonzero(b_rhs, power_base_partial(x, k) * b_rhs)
    return float(np.real(bx))
