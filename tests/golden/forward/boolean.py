# The tangent of f towards x, y.

def f(x, y):
    return (x and y) * (x or y)


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    # Tangent of: return (x and y) * (x or y)
    dt2 = dx
    t2 = x
    if t2:
        # Tangent of: return (x and y) * (x or y)
        dt2 = dy
        t2 = y
    dt4 = dx
    t4 = x
    if not t4:
        # Tangent of: return (x and y) * (x or y)
        dt4 = dy
        t4 = y
    return t4 * dt2 + t2 * dt4
