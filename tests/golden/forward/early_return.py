# The tangent of f towards x.

def f(x):
    if x < 0:
        return -x * x
    y = np.exp(x)
    return y * x


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    if x < 0:
        # Tangent of: return -x * x
        dresult = (-x - x) * dx
    else:
        y = np.exp(x)
        # Tangent of: y = np.exp(x)
        dy = y * dx
        # Tangent of: return y * x
        dresult = x * dy + y * dx
    return dresult
