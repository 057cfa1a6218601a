# The tangent of f towards x.

def f(x: "float64[:]", i: int, j: int):
    x[i], x[j] = x[j], x[i]
    return x[0] * x[1] ** 2 * x[2] ** 3


# Generated:

def f_jvp(x: 'float64[:]', i: int, j: int, dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x, owned=True)
    x = x.copy()
    # Tangent of: x[i], x[j] = x[j], x[i]
    dt1 = dx[i]
    t1 = x[i]
    dx[i] = dx[j]
    x[i] = x[j]
    dx[j] = dt1
    x[j] = t1
    t4 = x[0]
    t6 = x[1]
    t5 = t6 ** 2
    t8 = x[2]
    return t8 ** 3 * (t5 * dx[0] + 2 * t4 * t6 * dx[1]) + 3 * (t4 * t5) * t8 ** 2 * dx[2]
