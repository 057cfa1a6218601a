# map

def f(x):
    return sum(map(lambda c: c * c * x, [1.0, x, 3.0]))


# Generated, with the kind of x known:

def lambda_fwd(c, *, x):
    """Forward half of lambda_: the result and its residuals."""
    t1 = c * c
    return t1 * x, (t1, c, x)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of c, x."""
    t1, c, x = residuals
    # Grad of: return sum(map(lambda c: c * c * x, [1.0, x, 3.0]))
    bx = t1 * b_return
    bc = 2 * c * (x * b_return)
    return bc, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    t = [1.0, x, 3.0]
    n = len(t)
    for i in range(n):
        t1, lambda_residuals = lambda_fwd(t[i], x=x)
        lambda_residuals_saved.append(lambda_residuals)

    bitems = zeros_like(t)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        # Grad of: return sum(map(lambda c: c * c * x, [1.0, x, 3.0]))
        bitem_part, bx_part = lambda_bwd(lambda_residuals_saved.pop(), b_return)
        bx = bx + bx_part
        bitems = add_at(bitems, i, bitem_part)
    # Grad of: return sum(map(lambda c: c * c * x, [1.0, x, 3.0]))
    bx = bx + bitems[1]
    return float(np.real(bx))
