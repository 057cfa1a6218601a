# The tangent of f towards x.

def f(x):
    y: float = np.sin(x)
    return y * y


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y: float = np.sin(x)
    dy = np.cos(x) * dx
    y = np.sin(x)
    return 2 * y * dy
