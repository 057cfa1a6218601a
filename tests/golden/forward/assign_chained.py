# The tangent of f towards x.

def f(x):
    a = b = x * x
    return a * 2.0 + b


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: a = b = x * x
    dt = 2 * x * dx
    return 2.0 * dt + dt
