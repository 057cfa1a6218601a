# The gradient of f towards x.

def f(x: "float64[:]"):
    y = x * x
    z = y
    z[0] = y[1] * x[2]
    return np.sum(y * y)


# Generated:

def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    y = x * x
    by = zeros_like(y)
    z = y
    bz = by
    t1 = y[1]
    t2 = x[2]
    z[0] = t1 * t2

    # Grad of: return np.sum(y * y)
    by += 2 * y * b_return
    # Grad of: z[0] = y[1] * x[2]
    b_rhs = bz[0]
    bz[0] = 0.0
    bx = zeros_like(x)
    bx[2] += t1 * b_rhs
    by[1] += t2 * b_rhs
    # Grad of: y = x * x
    bx += 2 * x * by
    return bx
