# The tangent of f towards x.

def f(x: "float64[:]"):
    y = x * x
    z = y
    z[0] = y[1] * x[2]
    return np.sum(y * y)


# Generated:

def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x * x
    dy = 2 * x * dx
    y = x * x
    z = y
    t1 = y[1]
    t2 = x[2]
    # Tangent of: z[0] = y[1] * x[2]
    dy[0] = t2 * dy[1] + t1 * dx[2]
    z[0] = t1 * t2
    return np.sum(2 * y * dy)
