# solver that takes a function

def newton(g, dg, start):
    z = start
    for _ in range(20):
        z = z - g(z) / dg(z)
    return z

def f(x):
    return newton(lambda z: z * z - x, lambda z: 2.0 * z, 1.0)


# Generated, with the kind of x known:

def lambda_fwd(z, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return z * z - x, (z,)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of z, x."""
    z = residuals[0]
    # Grad of: return newton(lambda z: z * z - x, lambda z: 2.0 * z, 1.0)
    bx = -b_return
    bz = 2 * z * b_return
    return bz, bx


def lambda_1_fwd(z):
    """Forward half of lambda_1: the result and its residuals."""
    return 2.0 * z, ()


def lambda_1_bwd(residuals, b_return):
    """Reverse half of lambda_1: the adjoint of z."""
    # Grad of: return newton(lambda z: z * z - x, lambda z: 2.0 * z, 1.0)
    bz = 2.0 * b_return
    return bz


def newton_g_dg_fwd(start, *, x):
    """Forward half of newton_g_dg: the result and its residuals."""
    lambda_1_residuals_saved = []
    lambda_residuals_saved = []
    t1_saved = []
    t2_saved = []
    z = start
    for _ in range(20):
        t1, lambda_residuals = lambda_fwd(z, x=x)
        t2, lambda_1_residuals = lambda_1_fwd(z)
        z = z - t1 / t2
        lambda_1_residuals_saved.append(lambda_1_residuals)
        lambda_residuals_saved.append(lambda_residuals)
        t1_saved.append(t1)
        t2_saved.append(t2)
    return z, (t1_saved, t2_saved, lambda_1_residuals_saved, lambda_residuals_saved)


def newton_g_dg_bwd(residuals, bz):
    """Reverse half of newton_g_dg: the adjoint of x."""
    t1_saved, t2_saved, lambda_1_residuals_saved, lambda_residuals_saved = residuals
    bx = 0.0
    for _ in range(19, -1, -1):
        t1 = t1_saved.pop()
        t2 = t2_saved.pop()
        # Grad of: z = z - g(z) / dg(z)
        bt = -bz
        bz_part = lambda_1_bwd(lambda_1_residuals_saved.pop(), -(t1 * bt / t2 / t2))
        bz_part1, bx_part = lambda_bwd(lambda_residuals_saved.pop(), bt / t2)
        bz = bz_part1 + bz_part + bz
        bx = bx + bx_part
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, newton_g_dg_residuals = newton_g_dg_fwd(1.0, x=x)
    # Grad of: return newton(lambda z: z * z - x, lambda z: 2.0 * z, 1.0)
    bx = newton_g_dg_bwd(newton_g_dg_residuals, b_return)
    return bx
