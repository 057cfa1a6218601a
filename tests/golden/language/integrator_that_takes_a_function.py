# integrator that takes a function

def integrate(rhs, y, steps):
    h = 1.0 / steps
    for k in range(steps):
        y = y + h * rhs(k * h, y)
    return y

def f(x):
    return integrate(lambda t, y: -x * y + t, x, 5)


# Generated, with the kind of x known:

def lambda_fwd(t, y, *, x):
    """Forward half of lambda_: the result and its residuals."""
    t3 = -x
    return t3 * y + t, (t3, y)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of y, x."""
    t3, y = residuals
    # Grad of: return integrate(lambda t, y: -x * y + t, x, 5)
    by = t3 * b_return
    bx = -(y * b_return)
    return by, bx


def integrate_rhs_fwd(y, steps, *, x):
    """Forward half of integrate_rhs: the result and its residuals."""
    lambda_residuals_saved = []
    h = 1.0 / steps
    for k in range(steps):
        t1, lambda_residuals = lambda_fwd(k * h, y, x=x)
        y = y + h * t1
        lambda_residuals_saved.append(lambda_residuals)
    return y, (steps, lambda_residuals_saved, h)


def integrate_rhs_bwd(residuals, by):
    """Reverse half of integrate_rhs: the adjoints of y, x."""
    steps, lambda_residuals_saved, h = residuals
    bx = 0.0
    for k in range(steps - 1, -1, -1):
        # Grad of: y = y + h * rhs(k * h, y)
        by_part, bx_part = lambda_bwd(lambda_residuals_saved.pop(), h * by)
        by = by_part + by
        bx = bx + bx_part
    return by, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, integrate_rhs_residuals = integrate_rhs_fwd(x, 5, x=x)
    # Grad of: return integrate(lambda t, y: -x * y + t, x, 5)
    bx, bx_part = integrate_rhs_bwd(integrate_rhs_residuals, b_return)
    bx = bx + bx_part
    return bx
