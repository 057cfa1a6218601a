# None for a function

def newton(g, z, dg=None):
    if dg is None:
        h = 1e-3
        dg = lambda z: (g(z + h) - g(z - h)) / (2.0 * h)
    return z - g(z) / dg(z)
def f(x):
    return newton(lambda z: z * z - x, 1.5) + newton(lambda z: z * z - x, 1.5, lambda z: 2.0 * z)


# Generated, with the kind of x known:

def lambda_(z, *, x):
    return z * z - x


def dg1_g(z, *, h, x):
    return (lambda_(z + h, x=x) - lambda_(z - h, x=x)) / (2.0 * h)


def lambda_2(z):
    return 2.0 * z


def lambda_fwd(z, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return z * z - x, ()


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoint of x."""
    # Grad of: return newton(lambda z: z * z - x, 1.5) + newton(lambda z: z * z - x, 1.5, lambda...
    bx = -b_return
    return bx


def dg1_g_fwd(z, *, h, x):
    """Forward half of dg1_g: the result and its residuals."""
    t2, lambda_residuals = lambda_fwd(z + h, x=x)
    t4, lambda_residuals1 = lambda_fwd(z - h, x=x)
    t6 = 2.0 * h
    return (t2 - t4) / t6, (t6, lambda_residuals1, lambda_residuals)


def dg1_g_bwd(residuals, b_return):
    """Reverse half of dg1_g: the adjoint of x."""
    t6, lambda_residuals1, lambda_residuals = residuals
    # Grad of: dg = lambda z: (g(z + h) - g(z - h)) / (2.0 * h)
    bt1 = b_return / t6
    bx = lambda_bwd(lambda_residuals1, -bt1)
    bx = bx + lambda_bwd(lambda_residuals, bt1)
    return bx


def newton_g_fwd(z, dg=None, *, x):
    """Forward half of newton_g: the result and its residuals."""
    t3 = None
    dg1_g_residuals = None
    if dg is None:
        h = 0.001
        dg = dg1_g
    t2, lambda_residuals = lambda_fwd(z, x=x)
    cond1 = dg is dg1_g
    if cond1:
        t3, dg1_g_residuals = dg1_g_fwd(z, h=h, x=x)
    else:
        raise ValueError(
            'none_for_a_function.py:5:5: `dg` is none of the functions that were known when the derivative was made'
        )
    return z - t2 / t3, (t3, t2, cond1, dg1_g_residuals, lambda_residuals)


def newton_g_bwd(residuals, b_return):
    """Reverse half of newton_g: the adjoint of x."""
    t3, t2, cond1, dg1_g_residuals, lambda_residuals = residuals
    # Grad of: return z - g(z) / dg(z)
    bt1 = -b_return
    bt2 = bt1 / t3
    bt3 = -(t2 * bt1 / t3 / t3)
    if cond1:
        # Grad of: return z - g(z) / dg(z)
        bx = dg1_g_bwd(dg1_g_residuals, bt3)
    else:
        bx = 0.0
    # Grad of: return z - g(z) / dg(z)
    bx = bx + lambda_bwd(lambda_residuals, bt2)
    return bx


def lambda_1_fwd(z, *, x):
    """Forward half of lambda_1: the result and its residuals."""
    return z * z - x, ()


def lambda_1_bwd(residuals, b_return):
    """Reverse half of lambda_1: the adjoint of x."""
    # Grad of: return newton(lambda z: z * z - x, 1.5) + newton(lambda z: z * z - x, 1.5, lambda...
    bx = -b_return
    return bx


def newton_g_dg_fwd(z, *, x):
    """Forward half of newton_g_dg: the result and its residuals."""
    t2, lambda_1_residuals = lambda_1_fwd(z, x=x)
    t3 = lambda_2(z)
    return z - t2 / t3, (lambda_1_residuals, t3)


def newton_g_dg_bwd(residuals, b_return):
    """Reverse half of newton_g_dg: the adjoint of x."""
    lambda_1_residuals, t3 = residuals
    # Grad of: return z - g(z) / dg(z)
    bx = lambda_1_bwd(lambda_1_residuals, -(b_return / t3))
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, newton_g_residuals = newton_g_fwd(1.5, x=x)
    t2, newton_g_dg_residuals = newton_g_dg_fwd(1.5, x=x)

    # Grad of: return newton(lambda z: z * z - x, 1.5) + newton(lambda z: z * z - x, 1.5, lambda...
    bx = newton_g_dg_bwd(newton_g_dg_residuals, b_return)
    bx = bx + newton_g_bwd(newton_g_residuals, b_return)
    return bx
