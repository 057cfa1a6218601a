# function that is handed itself

def power(me, a, n):
    return 1.0 if n == 0 else a * me(me, a, n - 1)
def f(x):
    return power(power, x, 3)


# Generated, with the kind of x known:

def power_power_fwd(a, n):
    """Forward half of power_power: the result and its residuals."""
    power_power_residuals = None
    t1 = None
    cond = n == 0
    if cond:
        t = 1.0
    else:
        t1, power_power_residuals = power_power_fwd(a, n - 1)
        t = a * t1
    return t, (cond, power_power_residuals, a, t1)


def power_power_bwd(residuals, b_return):
    """Reverse half of power_power: the adjoint of a."""
    cond, power_power_residuals, a, t1 = residuals
    if cond:
        ba = 0.0
    else:
        # Grad of: return 1.0 if n == 0 else a * me(me, a, n - 1)
        ba = power_power_bwd(power_power_residuals, a * b_return) + np.sum(t1 * b_return)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, power_power_residuals = power_power_fwd(x, 3)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'function_that_is_handed_itself.py:4:5: the result of `f`')
    # Grad of: return power(power, x, 3)
    bx = power_power_bwd(power_power_residuals, b_return)
    return float(np.real(bx))
