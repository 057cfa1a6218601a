# The gradient of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    x[0] = y[1] * y[1]
    y[0] = x[0] * x[1]
    return np.sum(x * y)


# Generated:

def dfdxy(x: 'float64[:]', y: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x and y."""
    if overlap(x, y):
        raise ValueError(
            'arguments_are_written.py:1:1: arguments share storage, and x, y may be changed in place: pass copies'
        )
    x = x.copy()
    y = y.copy()
    t1 = y[1]
    t2 = y[1]
    x[0] = t1 * t2
    t4 = x[0]
    t5 = x[1]
    y[0] = t4 * t5

    # Grad of: return np.sum(x * y)
    bt7 = broadcast_like(b_return, x * y)
    bx = unbroadcast(y * bt7, x)
    by = unbroadcast(x * bt7, y)
    # Grad of: y[0] = x[0] * x[1]
    b_rhs = by[0]
    bx[1] += t4 * b_rhs
    bx[0] += t5 * b_rhs
    by[0] = 0.0
    # Grad of: x[0] = y[1] * y[1]
    by[1] += (t1 + t2) * bx[0]
    bx[0] = 0.0
    return bx, by
