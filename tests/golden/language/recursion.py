# recursion

def power(a, n):
    if n == 0:
        return 1.0
    return a * power(a, n - 1)

def f(x):
    return power(x, 4)


# Generated, with the kind of x known:

def power_fwd(a, n):
    """Forward half of power: the result and its residuals."""
    power_residuals = None
    t = None
    cond = n == 0
    if cond:
        result = 1.0
    else:
        t, power_residuals = power_fwd(a, n - 1)
        result = a * t
    return result, (cond, power_residuals, a, t)


def power_bwd(residuals, b_return):
    """Reverse half of power: the adjoint of a."""
    cond, power_residuals, a, t = residuals
    if cond:
        ba = 0.0
    else:
        # Grad of: return a * power(a, n - 1)
        ba = power_bwd(power_residuals, a * b_return) + np.sum(t * b_return)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, power_residuals = power_fwd(x, 4)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'recursion.py:7:5: the result of `f`')
    # Grad of: return power(x, 4)
    bx = power_bwd(power_residuals, b_return)
    return float(np.real(bx))
