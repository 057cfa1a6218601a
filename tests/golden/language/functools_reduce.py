# functools.reduce

import functools

def f(x):
    return functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x])


# Generated, with the kind of x known:

def lambda_fwd(a, b, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * b + x, (b, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, b, x."""
    b, a = residuals
    # Grad of: return functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x])
    bx = np.sum(b_return)
    ba = unbroadcast(b * b_return, a)
    bb = unbroadcast(a * b_return, b)
    return ba, bb, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    t = [x, 2.0, x * x]
    items = list(t)
    total = items[0]
    t2 = items[1:]
    items1 = sequence(t2)
    n = len(items1)
    for i in range(n):
        total, lambda_residuals = lambda_fwd(total, items1[i], x=x)
        lambda_residuals_saved.append(lambda_residuals)
    if np.shape(b_return) != np.shape(total):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(total, b_return, 'functools_reduce.py:4:5: the result of `f`')

    bitems1 = zeros_like(items1)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        # Grad of: return functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x])
        btotal_part, bitem_part, bx_part = lambda_bwd(lambda_residuals_saved.pop(), b_return)
        b_return = btotal_part
        bx = bx + bx_part
        bitems1 = add_at(bitems1, i, bitem_part)
    # Grad of: return functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x])
    bitems = zeros_like(items)
    bitems = add_at(bitems, slice(1, None, None), unsequence(bitems1, t2))
    bitems = add_at(bitems, 0, b_return)
    bt = unlist(bitems, t)
    bx = bx + 2 * x * bt[2] + bt[0]
    return float(np.real(bx))
