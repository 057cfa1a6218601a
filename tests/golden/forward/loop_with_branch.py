# The tangent of f towards x.

def f(x):
    y = x
    for i in range(3):
        if i % 2 == 0:
            y = np.sin(y)
        else:
            y = y * x
    return y


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x
    dy = dx
    y = x
    for i in range(3):
        if i % 2 == 0:
            # Tangent of: y = np.sin(y)
            dy = np.cos(y) * dy
            y = np.sin(y)
        else:
            # Tangent of: y = y * x
            dy = x * dy + y * dx
            y = y * x
    return dy
