# The tangent of f towards x, w, with the kinds of the arguments known.

def f(x, w):
    return np.sum(w @ x)


# Generated:

def f_jvp(x, w, dx, dw):
    """Tangent of f, given those of x and w."""
    dx = as_tangent(dx, x)
    dw = as_tangent(dw, w)
    return np.sum(dw @ x + w @ dx)
