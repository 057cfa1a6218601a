# The tangent of f towards x.

def f(x):
    return x[0] * x[-1]


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    return x[-1] * dx[0] + x[0] * dx[-1]
