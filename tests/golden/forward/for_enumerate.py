# The tangent of f towards x.

def f(x):
    s = 1.0
    for i, e in enumerate(x):
        s = s * e + i
    return s


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: s = 1.0
    ds = 0.0
    s = 1.0
    # Tangent of: for i, e in enumerate(x):
    ditems = tangent_of_sequence(dx, x)
    items = sequence(x)
    for i in range(len(items)):
        # Tangent of: for i, e in enumerate(x):
        de = ditems[i]
        e = items[i]
        # Tangent of: s = s * e + i
        ds = e * ds + s * de
        s = s * e + i
    return ds
