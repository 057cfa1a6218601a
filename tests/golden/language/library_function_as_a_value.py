# library function as a value

def apply(g, a):
    return g(a) * a

def f(x):
    return apply(np.sin, x) + apply(math.exp, x)


# Generated, with the kind of x known:

def apply_sin_fwd(a):
    """Forward half of apply_sin: the result and its residuals."""
    t1 = np.sin(a)
    return t1 * a, (a, t1)


def apply_sin_bwd(residuals, b_return):
    """Reverse half of apply_sin: the adjoint of a."""
    a, t1 = residuals
    # Grad of: return g(a) * a
    ba = (np.cos(a) * a + t1) * b_return
    return ba


def apply_exp_fwd(a):
    """Forward half of apply_exp: the result and its residuals."""
    t1 = math.exp(a)
    return t1 * a, (t1, a)


def apply_exp_bwd(residuals, b_return):
    """Reverse half of apply_exp: the adjoint of a."""
    t1, a = residuals
    # Grad of: return g(a) * a
    ba = (t1 * a + t1) * b_return
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, apply_sin_residuals = apply_sin_fwd(x)
    t2, apply_exp_residuals = apply_exp_fwd(x)

    # Grad of: return apply(np.sin, x) + apply(math.exp, x)
    bx = apply_exp_bwd(apply_exp_residuals, b_return)
    bx = bx + apply_sin_bwd(apply_sin_residuals, b_return)
    return bx
