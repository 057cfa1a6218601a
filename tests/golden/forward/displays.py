# The tangent of f towards x.

def f(x):
    d = {'a': x * 2, 'b': [x, x * x]}
    t = (d['a'], d['b'])
    return t[0] * t[1][1]


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: d = {'a': x * 2, 'b': [x, x * x]}
    dd = {'a': 2 * dx, 'b': [dx, 2 * x * dx]}
    d = {'a': x * 2, 'b': [x, x * x]}
    # Tangent of: t = (d['a'], d['b'])
    dt = (dd['a'], dd['b'])
    t = (d['a'], d['b'])
    return t[1][1] * dt[0] + t[0] * dt[1][1]
