# The tangent of f towards x, y.

def f(x, y):
    return abs(x) + max(x, y) * min(x, y) + pow(x, 2) + sum([x, y]) + float(x) + round(x)


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    t7 = max(x, y)
    t8 = min(x, y)
    return broadcast_like(
        np.real(phase(x) * dx) + t8 * reached(t7, x, y, dx, dy) + t7 * reached(t8, x, y, dx, dy)
        + 2 * x * dx + sum([dx, dy]) + float(dx),
        abs(x) + t7 * t8 + pow(x, 2) + sum([x, y]) + float(x) + round(x)
    )
