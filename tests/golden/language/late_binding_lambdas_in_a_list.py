# late-binding lambdas in a list

def f(x):
    steps = [lambda a: a * x + i for i in range(3)]
    return steps[0](x) * steps[1](2.0)


# Generated, with the kind of x known:

def lambda_(a, *, i, x):
    return a * x + i


def lambda_fwd(a, *, i, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x + i, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: steps = [lambda a: a * x + i for i in range(3)]
    ba = x * b_return
    bx = a * b_return
    return ba, bx


def lambda_fwd1(a, *, i, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x + i, (a,)


def lambda_bwd1(residuals, b_return):
    """Reverse half of lambda_: the adjoint of x."""
    a = residuals[0]
    # Grad of: steps = [lambda a: a * x + i for i in range(3)]
    bx = a * b_return
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(3):
        t.append(lambda_)
    steps = t
    cond = steps[0] is lambda_
    if cond:
        t1, lambda_residuals = lambda_fwd(x, i=i, x=x)
    else:
        raise ValueError(
            'late_binding_lambdas_in_a_list.py:3:12: `function` is none of the functions that were known when the derivative was made'
        )
    cond1 = steps[1] is lambda_
    if cond1:
        t3, lambda_residuals1 = lambda_fwd1(2.0, i=i, x=x)
    else:
        raise ValueError(
            'late_binding_lambdas_in_a_list.py:3:5: `function1` is none of the functions that were known when the derivative was made'
        )

    # Grad of: return steps[0](x) * steps[1](2.0)
    bt1 = t3 * b_return
    bt3 = t1 * b_return
    if cond1:
        # Grad of: return steps[0](x) * steps[1](2.0)
        bx = lambda_bwd1(lambda_residuals1, bt3)
    else:
        bx = 0.0
    if cond:
        # Grad of: return steps[0](x) * steps[1](2.0)
        bx_part, bx_part1 = lambda_bwd(lambda_residuals, bt1)
        bx = bx + bx_part1 + bx_part
    return float(np.real(bx))
