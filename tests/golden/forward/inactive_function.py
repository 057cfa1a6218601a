# The tangent of f towards x.

def weight(n):
    return n * 0.5


def f(x, n):
    return x * weight(n)


# Generated:

def f_jvp(x, n, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    return weight(n) * dx
