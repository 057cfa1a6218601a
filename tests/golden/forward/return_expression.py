# The tangent of f towards x.

def f(x):
    return np.exp(-x * x) / 2


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t3 = -x
    return np.exp(t3 * x) * (t3 - x) * dx / 2
