# The tangent of f towards x.

def f(x):
    """Squares."""
    print("called")
    pass
    return x * x


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    print('called')
    return 2 * x * dx
