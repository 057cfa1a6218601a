# lambdas with defaults in a list

def f(x):
    steps = [lambda a, i=i: a * x + i for i in range(3)]
    s = x
    for step in steps:
        s = step(s)
    return s


# Generated, with the kind of x known:

def lambda_(a, i, *, x):
    return a * x + i


def lambda_fwd(a, i, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * x + i, (x, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    x, a = residuals
    # Grad of: steps = [lambda a, i=i: a * x + i for i in range(3)]
    ba = unbroadcast(x * b_return, a)
    bx = np.sum(a * b_return)
    return ba, bx


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    cond_saved = []
    t = []
    for i in range(3):
        t.append((lambda_, i))
    steps = t
    s = x
    n = len(steps)
    for step in steps:
        cond = step[0] is lambda_
        if cond:
            s, lambda_residuals = lambda_fwd(s, i=step[1], x=x)
            lambda_residuals_saved.append(lambda_residuals)
        else:
            raise ValueError(
                'lambdas_with_defaults_in_a_list.py:5:9: `step` is none of the functions that were known when the derivative was made'
            )
        cond_saved.append(cond)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'lambdas_with_defaults_in_a_list.py:6:5: the result of `f`')

    bx = 0.0
    for i1 in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        if cond:
            # Grad of: s = step(s)
            bs, bx_part = lambda_bwd(lambda_residuals_saved.pop(), bs)
            bx = bx + bx_part
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
