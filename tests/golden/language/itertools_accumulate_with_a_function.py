# itertools.accumulate with a function

import itertools

def f(x):
    return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))


# Generated, with the kind of x known:

def lambda_fwd(a, b):
    """Forward half of lambda_: the result and its residuals."""
    return a * b, (b, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
    ba = unbroadcast(b * b_return, a)
    bb = unbroadcast(a * b_return, b)
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    total = None
    lambda_residuals_saved = []
    total_saved = []
    total1_saved = []
    t1 = [x, 2.0, x * x]
    items = list(t1)
    total1 = 0
    n = len(items)
    for i in range(n):
        if i == 0:
            t = items[i]
        else:
            t, lambda_residuals = lambda_fwd(total, items[i])
            lambda_residuals_saved.append(lambda_residuals)
        total_saved.append(total)
        total = t
        total1_saved.append(total1)
        total1 = total1 + total
    if np.shape(b_return) != np.shape(total1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(
        total1, b_return, 'itertools_accumulate_with_a_function.py:4:5: the result of `f`'
    )

    bitems = zeros_like(items)
    btotal = zeros_like(total)
    for i in range(n - 1, -1, -1):
        total1 = total1_saved.pop()
        # Grad of: return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
        btotal = btotal + unbroadcast(b_return, total)
        b_return = unbroadcast(b_return, total1)
        total = total_saved.pop()
        # Grad of: return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
        bt = btotal
        if i == 0:
            # Grad of: return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
            bitems = add_at(bitems, i, bt)
            btotal = zeros_like(total)
        else:
            # Grad of: return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
            btotal_part, bt3_part = lambda_bwd(lambda_residuals_saved.pop(), bt)
            btotal = btotal_part
            bitems = add_at(bitems, i, bt3_part)
    # Grad of: return sum(itertools.accumulate([x, 2.0, x * x], lambda a, b: a * b))
    bt1 = unlist(bitems, t1)
    bx = 2 * x * bt1[2] + bt1[0]
    return float(np.real(bx))
