# itertools.starmap

import itertools

def f(x):
    return sum(itertools.starmap(lambda a, b: a * b, [(x, 2.0), (x, x)]))


# Generated, with the kind of x known:

def lambda_fwd(a, b):
    """Forward half of lambda_: the result and its residuals."""
    return a * b, (b, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return sum(itertools.starmap(lambda a, b: a * b, [(x, 2.0), (x, x)]))
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    t = [(x, 2.0), (x, x)]
    n = len(t)
    for i in range(n):
        a1, b1 = t[i]
        t4, lambda_residuals = lambda_fwd(a1, b1)
        lambda_residuals_saved.append(lambda_residuals)

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        # Grad of: return sum(itertools.starmap(lambda a, b: a * b, [(x, 2.0), (x, x)]))
        ba1_part, bb1_part = lambda_bwd(lambda_residuals_saved.pop(), b_return)
        bitems = add_at(bitems, i, pack_like((ba1_part, bb1_part), t[i]))
    # Grad of: return sum(itertools.starmap(lambda a, b: a * b, [(x, 2.0), (x, x)]))
    bt2 = bitems[1]
    bx = bitems[0][0] + bt2[1] + bt2[0]
    return float(np.real(bx))
