# The gradient of f towards x, with the kinds of the arguments known.

def f(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    return np.sum(p * p)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = np.max(x, axis=1, keepdims=True)
    e = np.exp(x - t1)
    t2 = np.sum(e, axis=1, keepdims=True)
    p = e / t2

    # Grad of: return np.sum(p * p)
    bp = 2 * p * b_return
    # Grad of: p = e / np.sum(e, axis=1, keepdims=True)
    be = unbroadcast(-(e * bp / t2 / t2), t2) + unbroadcast(bp / t2, e)
    # Grad of: e = np.exp(x - np.max(x, axis=1, keepdims=True))
    bt = e * be
    bx = extremum_adjoint(unbroadcast(-bt, t1), t1, x, 1, True) + unbroadcast(bt, x)
    return bx
