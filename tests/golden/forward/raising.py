# The tangent of f towards x.

def f(x):
    if x <= 0:
        raise ValueError('x must be positive')
    return np.log(x)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    if x <= 0:
        raise ValueError('x must be positive')
    return np.divide(1.0, x) * dx
