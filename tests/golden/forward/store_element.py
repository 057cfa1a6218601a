# The tangent of f towards x.

def f(x: "float64[:]"):
    y = np.empty_like(x)
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = y[i - 1] * x[i]
    return np.sum(y)


# Generated:

def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    y = np.empty_like(x)
    # Tangent of: y = np.empty_like(x)
    dy = np.zeros_like(y)
    # Tangent of: y[0] = x[0]
    dy[0] = dx[0]
    y[0] = x[0]
    for i in range(1, len(x)):
        t3 = i - 1
        t2 = y[t3]
        t4 = x[i]
        # Tangent of: y[i] = y[i - 1] * x[i]
        dy[i] = t4 * dy[t3] + t2 * dx[i]
        y[i] = t2 * t4
    return np.sum(dy)
