# The tangent of f towards x.

def f(x):
    n, m = x.shape
    return np.sum(x.T @ x) / (n * m) + x.ndim + x.size


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    n, m = x.shape
    t6 = x.T
    t7 = n * m
    t3 = np.sum(t6 @ x) / t7
    return np.sum(dx.T @ x + t6 @ dx) / t7
