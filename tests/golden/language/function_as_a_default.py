# function as a default

def apply(a, g=np.sin):
    return g(a) * a
def f(x):
    return apply(x) + apply(x, np.cos) + apply(x, g=lambda a: a * x)


# Generated, with the kind of x known:

def apply_fwd(a, g=np.sin):
    """Forward half of apply: the result and its residuals."""
    if g is not g_default:
        raise ValueError(
            'function_as_a_default.py:1:1: the derivative holds for the default of `g` alone, and another function was given'
        )
    t1 = g(a)
    return t1 * a, (a, t1)


def apply_bwd(residuals, b_return):
    """Reverse half of apply: the adjoint of a."""
    a, t1 = residuals
    # Grad of: return g(a) * a
    ba = (np.cos(a) * a + t1) * b_return
    return ba


def apply_cos_fwd(a):
    """Forward half of apply_cos: the result and its residuals."""
    t1 = np.cos(a)
    return t1 * a, (t1, a)


def apply_cos_bwd(residuals, b_return):
    """Reverse half of apply_cos: the adjoint of a."""
    t1, a = residuals
    # Grad of: return g(a) * a
    ba = (t1 - np.sin(a) * a) * b_return
    return ba


def lambda_fwd(a, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: return apply(x) + apply(x, np.cos) + apply(x, g=lambda a: a * x)
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def apply_g_fwd(a, *, x):
    """Forward half of apply_g: the result and its residuals."""
    t1, lambda_residuals = lambda_fwd(a, x=x)
    return t1 * a, (lambda_residuals, a, t1)


def apply_g_bwd(residuals, b_return):
    """Reverse half of apply_g: the adjoints of a, x."""
    lambda_residuals, a, t1 = residuals
    # Grad of: return g(a) * a
    ba_part, bx = lambda_bwd(lambda_residuals, a * b_return)
    ba = ba_part + t1 * b_return
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2, apply_residuals = apply_fwd(x)
    t3, apply_cos_residuals = apply_cos_fwd(x)
    t4, apply_g_residuals = apply_g_fwd(x, x=x)

    # Grad of: return apply(x) + apply(x, np.cos) + apply(x, g=lambda a: a * x)
    bx, bx_part = apply_g_bwd(apply_g_residuals, b_return)
    bx = (
        bx + apply_bwd(apply_residuals, b_return) + apply_cos_bwd(apply_cos_residuals, b_return)
        + bx_part
    )
    return bx
