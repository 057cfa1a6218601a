# The tangent of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    x[0] = y[1] * y[1]
    y[0] = x[0] * x[1]
    return np.sum(x * y)


# Generated:

def f_jvp(x: 'float64[:]', y: 'float64[:]', dx: 'float64[:]', dy: 'float64[:]'):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x, owned=True)
    dy = as_tangent(dy, y, owned=True)
    if overlap(x, y):
        raise ValueError(
            'arguments_are_written.py:1:1: arguments share storage, and x, y may be changed in place: pass copies'
        )
    x = x.copy()
    y = y.copy()
    t1 = y[1]
    t2 = y[1]
    # Tangent of: x[0] = y[1] * y[1]
    dx[0] = t2 * dy[1] + t1 * dy[1]
    x[0] = t1 * t2
    t4 = x[0]
    t5 = x[1]
    # Tangent of: y[0] = x[0] * x[1]
    dy[0] = t5 * dx[0] + t4 * dx[1]
    y[0] = t4 * t5
    return np.sum(y * dx + x * dy)
