# functools.reduce with a start

from functools import reduce

def f(x):
    return reduce(lambda a, b: a * b, [x, 2.0, x * x], 3.0)


# Generated, with the kind of x known:

def lambda_fwd(a, b):
    """Forward half of lambda_: the result and its residuals."""
    return a * b, (b, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return reduce(lambda a, b: a * b, [x, 2.0, x * x], 3.0)
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    total = 3.0
    t = [x, 2.0, x * x]
    n = len(t)
    for i in range(n):
        total, lambda_residuals = lambda_fwd(total, t[i])
        lambda_residuals_saved.append(lambda_residuals)

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        # Grad of: return reduce(lambda a, b: a * b, [x, 2.0, x * x], 3.0)
        btotal_part, bitem_part = lambda_bwd(lambda_residuals_saved.pop(), b_return)
        b_return = btotal_part
        bitems = add_at(bitems, i, bitem_part)
    # Grad of: return reduce(lambda a, b: a * b, [x, 2.0, x * x], 3.0)
    bx = 2 * x * bitems[2] + bitems[0]
    return float(np.real(bx))
