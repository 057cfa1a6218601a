# The gradient of f towards x.

def f(x: "float64[:]"):
    y = x * x
    inner = y[1:-1]
    inner[:] = inner * y[0]
    inner[0] = 1.0
    return np.sum(y * x)


# Generated:

def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    y = x * x
    by = zeros_like(y)
    inner = y[1:-1]
    binner = by[1:-1]
    t1 = y[0]
    inner_saved = inner[:].copy()
    inner[:] = inner * t1
    inner_saved1 = inner[0]
    inner[0] = 1.0

    # Grad of: return np.sum(y * x)
    bx = y * b_return
    by += x * b_return
    inner[0] = inner_saved1
    # Grad of: inner[0] = 1.0
    binner[0] = 0.0
    inner[:] = inner_saved
    # Grad of: inner[:] = inner * y[0]
    b_rhs = binner[:].copy()
    binner[:] = 0.0
    binner += t1 * b_rhs
    by[0] += np.sum(inner * b_rhs)
    # Grad of: y = x * x
    bx += 2 * x * by
    return bx
