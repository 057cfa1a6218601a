# The gradient of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    x[1:] = x[:-1] * y
    return np.sum(x * x)


# Generated:

def dfdxy(x: 'float64[:]', y: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x and y."""
    if overlap(x, y):
        raise ValueError(
            'store_slice.py:1:1: arguments share storage, and x may be changed in place: pass copies'
        )
    x = x.copy()
    t1 = x[:-1]
    x_saved = x[1:].copy()
    x[1:] = t1 * y

    # Grad of: return np.sum(x * x)
    bx = 2 * x * b_return
    x[1:] = x_saved
    # Grad of: x[1:] = x[:-1] * y
    b_rhs = bx[1:].copy()
    by = unbroadcast(t1 * b_rhs, y)
    bx[1:] = 0.0
    bx[:-1] += unbroadcast(y * b_rhs, t1)
    return bx, by
