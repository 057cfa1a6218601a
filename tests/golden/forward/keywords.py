# The tangent of f towards x.

def f(x):
    m = np.mean(x, axis=0, keepdims=True)
    return np.sum((x - m) ** 2)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: m = np.mean(x, axis=0, keepdims=True)
    dm = np.mean(dx, axis=0, keepdims=True)
    m = np.mean(x, axis=0, keepdims=True)
    return np.sum(2 * (x - m) * (dx - dm))
