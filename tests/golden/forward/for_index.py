# The tangent of f towards x, with the kinds of the arguments known.

def f(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] ** 2
    return s


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: s = 0.0
    ds = 0.0
    for i in range(len(x)):
        # Tangent of: s += x[i] ** 2
        ds = ds + 2 * x[i] * dx[i]
    return ds
