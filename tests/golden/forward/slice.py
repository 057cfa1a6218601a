# The tangent of f towards x.

def f(x):
    return np.sum(x[1:] * x[:-1])


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    return np.sum(x[:-1] * dx[1:] + x[1:] * dx[:-1])
