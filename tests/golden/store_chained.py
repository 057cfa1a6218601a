# The gradient of f towards x, s.

def f(x: "float64[:]", s: float):
    y = np.zeros_like(x)
    t = y[0] = x[1] = s * s
    return np.sum(x * y) * t


# Generated:

def dfdxs(x: 'float64[:]', s: float, b_return: float = 1.0):
    """Gradient of f with respect to x and s."""
    x = x.copy()
    y = np.zeros_like(x)
    t1 = s * s
    t = t1
    y[0] = t1
    x[1] = t1

    # Grad of: return np.sum(x * y) * t
    bt4 = t * b_return
    bt = np.sum(x * y) * b_return
    bx = y * bt4
    by = x * bt4
    # Grad of: t = y[0] = x[1] = s * s
    bs = 2 * s * (bx[1] + by[0] + bt)
    bx[1] = 0.0
    return bx, float(bs)
