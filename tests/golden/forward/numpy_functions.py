# The tangent of f towards x.

def f(x):
    e = np.exp(x - np.max(x))
    return np.log(np.sum(e)) - np.mean(x)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t1 = np.max(x)
    e = np.exp(x - t1)
    # Tangent of: e = np.exp(x - np.max(x))
    de = e * (dx - share_of_extremum(dx, t1, x, None, False))
    return np.divide(1.0, np.sum(e)) * np.sum(de) - np.mean(dx)
