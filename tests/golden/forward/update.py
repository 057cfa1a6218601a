# The tangent of f towards x, y.

def f(x, y):
    z = x * y
    z += x
    z *= z
    return z


# Generated:

def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    # Tangent of: z = x * y
    dz = y * dx + x * dy
    z = x * y
    # Tangent of: z += x
    dz = dz + dx
    z = z + x
    # Tangent of: z *= z
    dz = 2 * z * dz
    return dz
