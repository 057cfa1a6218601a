# lambdas in a list

def f(x):
    steps = [lambda a: a * x, lambda a: a + x * x]
    s = 1.0
    for step in steps:
        s = step(s)
    return s * steps[0](2.0)


# Generated, with the kind of x known:

def lambda_(a, *, x):
    return a * x


def lambda_1(a, *, x):
    return a + x * x


def lambda_fwd(a, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: steps = [lambda a: a * x, lambda a: a + x * x]
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def lambda_1_fwd(a, *, x):
    """Forward half of lambda_1: the result and its residuals."""
    return a + x * x, (x,)


def lambda_1_bwd(residuals, b_return):
    """Reverse half of lambda_1: the adjoints of a, x."""
    x = residuals[0]
    # Grad of: steps = [lambda a: a * x, lambda a: a + x * x]
    bx = 2 * x * b_return
    return b_return, bx


def lambda_fwd1(a, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x, (a,)


def lambda_bwd1(residuals, b_return):
    """Reverse half of lambda_: the adjoint of x."""
    a = residuals[0]
    # Grad of: steps = [lambda a: a * x, lambda a: a + x * x]
    bx = a * b_return
    return bx


def lambda_1_fwd1(a, *, x):
    """Forward half of lambda_1: the result and its residuals."""
    return a + x * x, (x,)


def lambda_1_bwd1(residuals, b_return):
    """Reverse half of lambda_1: the adjoint of x."""
    x = residuals[0]
    # Grad of: steps = [lambda a: a * x, lambda a: a + x * x]
    bx = 2 * x * b_return
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    lambda_1_residuals_saved = []
    cond1_saved = []
    cond_saved = []
    steps = [lambda_, lambda_1]
    s = 1.0
    n = len(steps)
    for step in steps:
        cond = step is lambda_
        if cond:
            s, lambda_residuals = lambda_fwd(s, x=x)
            lambda_residuals_saved.append(lambda_residuals)
        else:
            cond1 = step is lambda_1
            if cond1:
                s, lambda_1_residuals = lambda_1_fwd(s, x=x)
                lambda_1_residuals_saved.append(lambda_1_residuals)
            else:
                raise ValueError(
                    'lambdas_in_a_list.py:5:9: `step` is none of the functions that were known when the derivative was made'
                )
            cond1_saved.append(cond1)
        cond_saved.append(cond)
    function = steps[0]
    cond2 = function is lambda_
    if cond2:
        t1, lambda_residuals1 = lambda_fwd1(2.0, x=x)
    else:
        cond3 = function is lambda_1
        if cond3:
            t1, lambda_1_residuals1 = lambda_1_fwd1(2.0, x=x)
        else:
            raise ValueError(
                'lambdas_in_a_list.py:6:5: `function` is none of the functions that were known when the derivative was made'
            )

    # Grad of: return s * steps[0](2.0)
    bs = t1 * b_return
    bt1 = s * b_return
    if cond2:
        # Grad of: return s * steps[0](2.0)
        bx = lambda_bwd1(lambda_residuals1, bt1)
    elif cond3:
        # Grad of: return s * steps[0](2.0)
        bx = lambda_1_bwd1(lambda_1_residuals1, bt1)
    else:
        bx = 0.0
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        if cond:
            # Grad of: s = step(s)
            bs, bx_part = lambda_bwd(lambda_residuals_saved.pop(), bs)
            bx = bx + bx_part
        else:
            cond1 = cond1_saved.pop()
            if cond1:
                # Grad of: s = step(s)
                bs, bx_part1 = lambda_1_bwd(lambda_1_residuals_saved.pop(), bs)
                bx = bx + bx_part1
    return float(np.real(bx))
