# The tangent of f towards x, with the kinds of the arguments known.

def f(x):
    s = 0.0
    for e in x:
        s = s + e * e
    return s


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: s = 0.0
    ds = 0.0
    # Tangent of: for e in x:
    ditems = dx
    items = sequence(x)
    for i in range(len(items)):
        # Tangent of: for e in x:
        de = ditems[i]
        e = items[i]
        # Tangent of: s = s + e * e
        ds = ds + 2 * e * de
    return ds
