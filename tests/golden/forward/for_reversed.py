# The tangent of f towards x.

def f(x):
    s = 1.0
    for e in reversed(x):
        s = s * e + e
    return s


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: s = 1.0
    ds = 0.0
    s = 1.0
    # Tangent of: for e in reversed(x):
    ditems = tangent_of_sequence(dx, x)
    items = sequence(x)
    n = len(items)
    for i in range(n):
        t = n - 1 - i
        # Tangent of: for e in reversed(x):
        de = ditems[t]
        e = items[t]
        # Tangent of: s = s * e + e
        ds = e * ds + s * de + de
        s = s * e + e
    return ds
