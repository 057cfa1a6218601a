# recursion through an argument

def descend(g, a, n):
    return a if n == 0 else descend(g, g(a), n - 1)

def f(x):
    return descend(lambda a: a * x + 1.0, x, 3)


# Generated, with the kind of x known:

def lambda_fwd(a, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x + 1.0, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: return descend(lambda a: a * x + 1.0, x, 3)
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def descend_g_fwd(a, n, *, x):
    """Forward half of descend_g: the result and its residuals."""
    descend_g_residuals = None
    lambda_residuals = None
    cond = n == 0
    if cond:
        t = a
    else:
        t1, lambda_residuals = lambda_fwd(a, x=x)
        t, descend_g_residuals = descend_g_fwd(t1, n - 1, x=x)
    return t, (cond, descend_g_residuals, lambda_residuals)


def descend_g_bwd(residuals, b_return):
    """Reverse half of descend_g: the adjoints of a, x."""
    cond, descend_g_residuals, lambda_residuals = residuals
    if cond:
        # Grad of: return a if n == 0 else descend(g, g(a), n - 1)
        ba = b_return
        bx = 0.0
    else:
        # Grad of: return a if n == 0 else descend(g, g(a), n - 1)
        bt1_part, bx = descend_g_bwd(descend_g_residuals, b_return)
        ba, bx_part = lambda_bwd(lambda_residuals, bt1_part)
        bx = bx + bx_part
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, descend_g_residuals = descend_g_fwd(x, 3, x=x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'recursion_through_an_argument.py:5:5: the result of `f`')
    # Grad of: return descend(lambda a: a * x + 1.0, x, 3)
    bx, bx_part = descend_g_bwd(descend_g_residuals, b_return)
    bx = bx + bx_part
    return float(np.real(bx))
