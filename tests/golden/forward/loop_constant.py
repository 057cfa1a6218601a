# The tangent of f towards x.

def f(x):
    for i in range(4):
        if i == 1:
            x = 3.0
        x = x * x
    return x * x


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    for i in range(4):
        if i == 1:
            # Tangent of: x = 3.0
            dx = 0.0
            x = 3.0
        # Tangent of: x = x * x
        dx = 2 * x * dx
        x = x * x
    return 2 * x * dx
