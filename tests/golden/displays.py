# The gradient of f towards x.

def f(x):
    d = {'a': x * 2, 'b': [x, x * x]}
    t = (d['a'], d['b'])
    return t[0] * t[1][1]


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    d = {'a': x * 2, 'b': [x, x * x]}
    t = (d['a'], d['b'])
    t7 = t[0]
    t9 = t[1]
    t8 = t9[1]
    t6 = t7 * t8
    if np.shape(b_return) != np.shape(t6):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t6, b_return, 'displays.py:4:5: the result of `f`')

    # Grad of: return t[0] * t[1][1]
    bt9 = zeros_like(t9)
    bt9 = add_at(bt9, 1, unbroadcast(t7 * b_return, t8))
    bt = zeros_like(t)
    bt = add_at(bt, 1, bt9)
    bt = add_at(bt, 0, unbroadcast(t8 * b_return, t7))
    # Grad of: t = (d['a'], d['b'])
    bd = zeros_like(d)
    bd = add_at(bd, 'b', bt[1])
    bd = add_at(bd, 'a', bt[0])
    # Grad of: d = {'a': x * 2, 'b': [x, x * x]}
    bt2 = bd['b']
    bx = 2 * bd['a'] + 2 * x * bt2[1] + bt2[0]
    return as_gradient(bx, x, owned=True)
