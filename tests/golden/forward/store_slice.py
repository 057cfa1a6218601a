# The tangent of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    x[1:] = x[:-1] * y
    return np.sum(x * x)


# Generated:

def f_jvp(x: 'float64[:]', y: 'float64[:]', dx: 'float64[:]', dy: 'float64[:]'):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x, owned=True)
    dy = as_tangent(dy, y)
    if overlap(x, y):
        raise ValueError(
            'store_slice.py:1:1: arguments share storage, and x may be changed in place: pass copies'
        )
    x = x.copy()
    t1 = x[:-1]
    # Tangent of: x[1:] = x[:-1] * y
    dx[1:] = y * dx[:-1] + t1 * dy
    x[1:] = t1 * y
    return np.sum(2 * x * dx)
