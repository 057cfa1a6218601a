# returned functions in a list

def scaler(s):
    return lambda a: a * s
def f(x):
    steps = [scaler(x), scaler(2.0 * x)]
    s = 1.0
    for step in steps:
        s = step(s)
    return s * steps[0](x)


# Generated, with the kind of x known:

def lambda_(a, *, s):
    return a * s


def scaler_parts_fwd(s):
    """Forward half of scaler_parts: the result and its residuals."""
    return (lambda_, s), ()


def scaler_parts_bwd(residuals, b_return):
    """Reverse half of scaler_parts: the adjoint of s."""
    # Grad of: return lambda a: a * s
    bs = b_return[1]
    return bs


def lambda_fwd(a, *, s):
    """Forward half of lambda_: the result and its residuals."""
    return a * s, (s, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, s."""
    s, a = residuals
    # Grad of: return lambda a: a * s
    ba = s * b_return
    bs = a * b_return
    return ba, bs


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_residuals_saved = []
    t, scaler_parts_residuals = scaler_parts_fwd(x)
    t1, scaler_parts_residuals1 = scaler_parts_fwd(2.0 * x)
    steps = [t, t1]
    s = 1.0
    n = len(steps)
    for step in steps:
        if step[0] is lambda_:
            s, lambda_residuals = lambda_fwd(s, s=step[1])
            lambda_residuals_saved.append(lambda_residuals)
        else:
            raise ValueError(
                'returned_functions_in_a_list.py:7:9: `step` is none of the functions that were known when the derivative was made'
            )
    function = steps[0]
    cond1 = function[0] is lambda_
    if cond1:
        t6, lambda_residuals1 = lambda_fwd(x, s=function[1])
    else:
        raise ValueError(
            'returned_functions_in_a_list.py:8:5: `function` is none of the functions that were known when the derivative was made'
        )

    # Grad of: return s * steps[0](x)
    bs = t6 * b_return
    bt6 = s * b_return
    if cond1:
        # Grad of: return s * steps[0](x)
        bx, bt8_part = lambda_bwd(lambda_residuals1, bt6)
        bfunction = zeros_like(function)
        bfunction = add_at(bfunction, 1, bt8_part)
    else:
        bfunction = zeros_like(function)
        bx = 0.0
    # Grad of: return s * steps[0](x)
    bsteps = zeros_like(steps)
    bsteps = add_at(bsteps, 0, bfunction)
    bitems = zeros_like(steps)
    for i in range(n - 1, -1, -1):
        if steps[i][0] is lambda_:
            # Grad of: s = step(s)
            bs, bt4_part = lambda_bwd(lambda_residuals_saved.pop(), bs)
            bstep = zeros_like(steps[i])
            bstep = add_at(bstep, 1, bt4_part)
        else:
            bstep = zeros_like(steps[i])
        # Grad of: for step in steps:
        bitems = add_at(bitems, i, bstep)
    # Grad of: for step in steps:
    bsteps = add(bsteps, bitems)
    # Grad of: steps = [scaler(x), scaler(2.0 * x)]
    bx = (
        bx + scaler_parts_bwd(scaler_parts_residuals, bsteps[0])
        + 2.0 * scaler_parts_bwd(scaler_parts_residuals1, bsteps[1])
    )
    return float(np.real(bx))
