# The gradient of f towards x, s.

def scaled(a: "float64[:]", s: float):
    a[1:] *= s
    return a


def f(x: "float64[:]", s: float):
    y = x.copy()
    z = scaled(y, s)
    z[0] = y[1] * z[2]
    return np.sum(y * z)


# Generated:

def scaled_fwd(a: 'float64[:]', s: float, *, ba):
    """Forward half of scaled: the result and its residuals."""
    a_saved = a[1:].copy()
    a[1:] *= s
    return a, ba, (a_saved, a, ba, s)


def scaled_bwd(residuals):
    """Reverse half of scaled: the adjoint of s."""
    a_saved, a, ba, s = residuals
    a[1:] = a_saved
    # Grad of: a[1:] *= s
    bs = np.sum(a[1:] * ba[1:])
    ba[1:] *= s
    return bs


def dfdxs(x: 'float64[:]', s: float, b_return: float = 1.0):
    """Gradient of f with respect to x and s."""
    y = x.copy()
    by = zeros_like(y)
    z, bz, scaled_residuals = scaled_fwd(y, s, ba=by)
    t1 = y[1]
    t2 = z[2]
    z_saved = z[0]
    z[0] = t1 * t2

    # Grad of: return np.sum(y * z)
    bt4 = broadcast_like(b_return, y * z)
    by += unbroadcast(z * bt4, y)
    bz += unbroadcast(y * bt4, z)
    z[0] = z_saved
    # Grad of: z[0] = y[1] * z[2]
    b_rhs = bz[0]
    bz[0] = 0.0
    bz[2] += t1 * b_rhs
    by[1] += t2 * b_rhs
    # Grad of: z = scaled(y, s)
    bs = scaled_bwd(scaled_residuals)
    return as_gradient(by, x), float(bs)
