# The tangent of f towards x.

def f(x):
    i = np.array([0, 0, 2])
    return np.sum(x[i] ** 3)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    i = np.array([0, 0, 2])
    return np.sum(3 * x[i] ** 2 * dx[i])
