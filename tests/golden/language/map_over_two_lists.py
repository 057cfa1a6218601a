# map over two lists

def f(x):
    return sum(map(lambda a, b: a * b, [x, 2.0], [3.0, x]))


# Generated, with the kind of x known:

def lambda_fwd(a, b):
    """Forward half of lambda_: the result and its residuals."""
    return a * b, (b, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return sum(map(lambda a, b: a * b, [x, 2.0], [3.0, x]))
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    t = [x, 2.0]
    t1 = [3.0, x]
    n2 = min(len(t), len(t1))
    for i in range(n2):
        t2, lambda_residuals = lambda_fwd(t[i], t1[i])
        lambda_residuals_saved.append(lambda_residuals)

    bitems = zeros_like(t)
    bitems1 = zeros_like(t1)
    for i in range(n2 - 1, -1, -1):
        # Grad of: return sum(map(lambda a, b: a * b, [x, 2.0], [3.0, x]))
        bitem_part, bitem1_part = lambda_bwd(lambda_residuals_saved.pop(), b_return)
        bitems1 = add_at(bitems1, i, bitem1_part)
        bitems = add_at(bitems, i, bitem_part)
    # Grad of: return sum(map(lambda a, b: a * b, [x, 2.0], [3.0, x]))
    bx = bitems[0] + bitems1[1]
    return float(np.real(bx))
