# The tangent of f towards x.

def f(x: "float64[:]"):
    y = x * x
    inner = y[1:-1]
    inner[:] = inner * y[0]
    inner[0] = 1.0
    return np.sum(y * x)


# Generated:

def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x * x
    dy = 2 * x * dx
    y = x * x
    # Tangent of: inner = y[1:-1]
    dinner = dy[1:-1]
    inner = y[1:-1]
    t1 = y[0]
    # Tangent of: inner[:] = inner * y[0]
    dinner[:] = t1 * dinner + inner * dy[0]
    inner[:] = inner * t1
    # Tangent of: inner[0] = 1.0
    dinner[0] = 0.0
    inner[0] = 1.0
    return np.sum(x * dy + y * dx)
