# several results

def parts(a):
    return a * a, a + 1.0

def f(x):
    first, second = parts(x)
    return first * second


# Generated, with the kind of x known:

def parts_fwd(a):
    """Forward half of parts: the result and its residuals."""
    return (a * a, a + 1.0), (a,)


def parts_bwd(residuals, b_return):
    """Reverse half of parts: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a, a + 1.0
    ba = 2 * a * b_return[0] + b_return[1]
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, parts_residuals = parts_fwd(x)
    first, second = t

    # Grad of: return first * second
    bfirst = second * b_return
    bsecond = first * b_return
    # Grad of: first, second = parts(x)
    bx = parts_bwd(parts_residuals, pack_like((bfirst, bsecond), t))
    return float(np.real(bx))
