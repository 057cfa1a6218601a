# The tangent of f towards x, with the kinds of the arguments known.

def f(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    return np.sum(p * p)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t1 = np.max(x, axis=1, keepdims=True)
    e = np.exp(x - t1)
    # Tangent of: e = np.exp(x - np.max(x, axis=1, keepdims=True))
    de = e * (dx - share_of_extremum(dx, t1, x, 1, True))
    t2 = np.sum(e, axis=1, keepdims=True)
    # Tangent of: p = e / np.sum(e, axis=1, keepdims=True)
    dp = de / t2 - e * np.sum(de, axis=1, keepdims=True) / t2 / t2
    p = e / t2
    return np.sum(2 * p * dp)
