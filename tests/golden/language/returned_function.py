# returned function

def scaler(s):
    def scaled(a):
        return a * s
    return scaled

def f(x):
    double = scaler(2.0)
    other = scaler(x)
    return double(x) * other(x)


# Generated, with the kind of x known:

def scaled(a, *, s):
    return a * s


def scaled(a, *, s):
    return a * s


def scaler_parts(s):
    return scaled, s


def scaler_parts_fwd(s):
    """Forward half of scaler_parts: the result and its residuals."""
    return (scaled, s), ()


def scaler_parts_bwd(residuals, b_return):
    """Reverse half of scaler_parts: the adjoint of s."""
    # Grad of: return scaled
    bs = b_return[1]
    return bs


def scaled_fwd(a, *, s):
    """Forward half of scaled: the result and its residuals."""
    return a * s, (s,)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    s = residuals[0]
    # Grad of: return a * s
    ba = s * b_return
    return ba


def scaled_fwd1(a, *, s):
    """Forward half of scaled: the result and its residuals."""
    return a * s, (s, a)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, s."""
    s, a = residuals
    # Grad of: return a * s
    ba = s * b_return
    bs = a * b_return
    return ba, bs


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    double = scaler_parts(2.0)
    other, scaler_parts_residuals = scaler_parts_fwd(x)
    t1, scaled_residuals = scaled_fwd(x, s=double[1])
    t3, scaled_residuals1 = scaled_fwd1(x, s=other[1])

    # Grad of: return double(x) * other(x)
    bx, bt4_part = scaled_bwd1(scaled_residuals1, t1 * b_return)
    bx = bx + scaled_bwd(scaled_residuals, t3 * b_return)
    bother = zeros_like(other)
    bother = add_at(bother, 1, bt4_part)
    # Grad of: other = scaler(x)
    bx = bx + scaler_parts_bwd(scaler_parts_residuals, bother)
    return float(np.real(bx))
