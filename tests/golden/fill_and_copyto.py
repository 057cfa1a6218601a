# The gradient of f towards x, s.

def f(x: "float64[:]", s: float):
    y = np.empty_like(x)
    np.copyto(y, x)
    y[1:].fill(s)
    return np.sum(y * x)


# Generated:

def dfdxs(x: 'float64[:]', s: float, b_return: float = 1.0):
    """Gradient of f with respect to x and s."""
    y = np.empty_like(x)
    by = zeros_like(y)
    y[...] = x
    bt = by[1:]
    y[1:][...] = s

    # Grad of: return np.sum(y * x)
    bx = y * b_return
    by += x * b_return
    # Grad of: y[1:].fill(s)
    bs1 = bt[...].copy()
    bt[...] = 0.0
    bs = np.sum(bs1)
    # Grad of: np.copyto(y, x)
    bx1 = by[...].copy()
    by[...] = 0.0
    bx += bx1
    return bx, float(bs)
