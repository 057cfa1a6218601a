# cell outside of the function

def counted():
    calls = 0

    def power(x):
        nonlocal calls
        calls += 1
        return x ** 3

    def made():
        return calls
    return power, made

power, made = counted()

def f(x):
    return power(x) * power(2.0 * x)


# Generated, with the kind of x known:

def power_fwd(x):
    """Forward half of power: the result and its residuals."""
    nonlocal calls
    calls += 1
    return x ** 3, (x,)


def power_bwd(residuals, b_return):
    """Reverse half of power: the adjoint of x."""
    x = residuals[0]
    # Grad of: return x ** 3
    bx = 3 * x ** 2 * b_return
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, power_residuals = power_fwd(x)
    t2, power_residuals1 = power_fwd(2.0 * x)

    # Grad of: return power(x) * power(2.0 * x)
    bx = (
        power_bwd(power_residuals, t2 * b_return) + 2.0 * power_bwd(power_residuals1, t1 * b_return)
    )
    return bx
