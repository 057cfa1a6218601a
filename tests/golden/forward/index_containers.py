# The tangent of f towards p, x.

def f(p, x):
    return p['w'] * x[0] + p['b'][1] * x[1]


# Generated:

def f_jvp(p, x, dp, dx):
    """Tangent of f, given those of p and x."""
    dp = as_tangent(dp, p)
    dx = as_tangent(dx, x)
    return x[0] * dp['w'] + p['w'] * dx[0] + x[1] * dp['b'][1] + p['b'][1] * dx[1]
