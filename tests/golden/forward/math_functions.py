# The tangent of f towards x.

def f(x):
    return math.sin(x) * math.exp(x) + math.sqrt(x) + math.pi


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t4 = math.exp(x)
    return (t4 * math.cos(x) + math.sin(x) * t4 + divide(0.5, math.sqrt(x))) * dx
