# The tangent of f towards x, y.

def f(x, y):
    return x * y if 0 < y < x else x


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    if 0 < y < x:
        # Tangent of: return x * y if 0 < y < x else x
        dt = y * dx + x * dy
    else:
        # Tangent of: return x * y if 0 < y < x else x
        dt = dx
    return dt
