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
        phase(x) * dx + t8 * (dx * ((x == t7) - 0.5 * (x == y)) + dy * ((y == t7) - 0.5 * (x == y)))
        + t7 * (dx * ((x == t8) - 0.5 * (x == y)) + dy * ((y == t8) - 0.5 * (x == y))) + 2 * x * dx
        + sum([dx, dy]) + dx, abs(x) + t7 * t8 + pow(x, 2) + sum([x, y]) + float(x) + round(x)
    )
