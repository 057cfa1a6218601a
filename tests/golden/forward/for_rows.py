# The tangent of f towards x, w, with the kinds of the arguments known.

def f(x, w):
    s = 0.0
    for row in x:
        s = s + np.tanh(row @ w)
    return s


# Generated:

def f_jvp(x, w, dx, dw):
    """Tangent of f, given those of x and w."""
    dx = as_tangent(dx, x)
    dw = as_tangent(dw, w)
    # Tangent of: s = 0.0
    ds = 0.0
    # Tangent of: for row in x:
    ditems = dx
    items = sequence(x)
    for i in range(len(items)):
        # Tangent of: for row in x:
        drow = ditems[i]
        row = items[i]
        t = np.tanh(row @ w)
        # Tangent of: s = s + np.tanh(row @ w)
        ds = ds + (1.0 - t * t) * (drow @ w + row @ dw)
    return ds
