# several lambdas on one line

first, second = lambda a: a * a, lambda a: a + 1.0

def f(x):
    return first(x) * second(x)


# Generated, with the kind of x known:

def lambda_fwd(a):
    """Forward half of lambda_: the result and its residuals."""
    return a * a, (a,)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoint of a."""
    a = residuals[0]
    # Grad of: first, second = lambda a: a * a, lambda a: a + 1.0
    ba = 2 * a * b_return
    return ba


def lambda_fwd1(a):
    """Forward half of lambda_: the result and its residuals."""
    return a + 1.0, ()


def lambda_bwd1(residuals, b_return):
    """Reverse half of lambda_: the adjoint of a."""
    return b_return


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, first_residuals = lambda_fwd(x)
    t2, second_residuals = lambda_fwd1(x)

    # Grad of: return first(x) * second(x)
    bx = lambda_bwd1(second_residuals, t1 * b_return)
    bx = bx + lambda_bwd(first_residuals, t2 * b_return)
    return bx
