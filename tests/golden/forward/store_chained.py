# The tangent of f towards x, s.

def f(x: "float64[:]", s: float):
    y = np.zeros_like(x)
    t = y[0] = x[1] = s * s
    return np.sum(x * y) * t


# Generated:

def f_jvp(x: 'float64[:]', s: float, dx: 'float64[:]', ds: float):
    """Tangent of f, given those of x and s."""
    dx = as_tangent(dx, x, owned=True)
    x = x.copy()
    y = np.zeros_like(x)
    # Tangent of: y = np.zeros_like(x)
    dy = np.zeros_like(y)
    # Tangent of: t = y[0] = x[1] = s * s
    dt1 = 2 * s * ds
    t1 = s * s
    t = t1
    dy[0] = dt1
    y[0] = t1
    dx[1] = dt1
    x[1] = t1
    return t * np.sum(y * dx + x * dy) + np.sum(x * y) * dt1
