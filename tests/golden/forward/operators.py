# The tangent of f towards x, y.

def f(x, y):
    return x + y * x - y / x + x ** y + x ** 2 + x % y + (-x) + (+y)


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    t8 = y / x
    t11 = x % y
    return (
        dx + x * dy + y * dx - dy / x + y * dx / x / x + power_base_partial(x, y) * dx
        + power_exponent_partial(x, y, x ** y) * dy + 2 * x * dx - x // y * dy + dy
    )
