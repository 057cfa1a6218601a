# The tangent of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    total = np.zeros_like(x)
    for k in range(3):
        total += x * y
        total *= y
    return np.sum(total)


# Generated:

def f_jvp(x: 'float64[:]', y: 'float64[:]', dx: 'float64[:]', dy: 'float64[:]'):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    total = np.zeros_like(x)
    # Tangent of: total = np.zeros_like(x)
    dtotal = np.zeros_like(total)
    for k in range(3):
        # Tangent of: total += x * y
        dtotal += y * dx + x * dy
        total += x * y
        # Tangent of: total *= y
        dtotal *= y
        dtotal += total * dy
        total *= y
    return np.sum(dtotal)
