# The tangent of f towards x.

def f(x):
    positive = x[x > 0]
    return np.sum(positive ** 2)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t = x > 0
    # Tangent of: positive = x[x > 0]
    dpositive = dx[t]
    positive = x[t]
    return np.sum(2 * positive * dpositive)
