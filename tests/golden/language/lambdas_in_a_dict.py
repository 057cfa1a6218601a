# lambdas in a dict

def f(x):
    steps = {"double": lambda a: 2.0 * a, "square": lambda a: a * a}
    return steps["double"](x) * steps["square"](x)


# Generated, with the kind of x known:

def lambda_(a):
    return 2.0 * a


def lambda_1(a):
    return a * a


def lambda_fwd(a):
    """Forward half of lambda_: the result and its residuals."""
    return 2.0 * a, ()


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoint of a."""
    # Grad of: steps = {"double": lambda a: 2.0 * a, "square": lambda a: a * a}
    ba = 2.0 * b_return
    return ba


def lambda_1_fwd(a):
    """Forward half of lambda_1: the result and its residuals."""
    return a * a, (a,)


def lambda_1_bwd(residuals, b_return):
    """Reverse half of lambda_1: the adjoint of a."""
    a = residuals[0]
    # Grad of: steps = {"double": lambda a: 2.0 * a, "square": lambda a: a * a}
    ba = 2 * a * b_return
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    steps = {'double': lambda_, 'square': lambda_1}
    function = steps['double']
    cond = function is lambda_
    if cond:
        t, lambda_residuals = lambda_fwd(x)
    else:
        cond1 = function is lambda_1
        if cond1:
            t, lambda_1_residuals = lambda_1_fwd(x)
        else:
            raise ValueError(
                'lambdas_in_a_dict.py:3:12: `function` is none of the functions that were known when the derivative was made'
            )
    function1 = steps['square']
    cond2 = function1 is lambda_
    if cond2:
        t2, lambda_residuals1 = lambda_fwd(x)
    else:
        cond3 = function1 is lambda_1
        if cond3:
            t2, lambda_1_residuals1 = lambda_1_fwd(x)
        else:
            raise ValueError(
                'lambdas_in_a_dict.py:3:5: `function1` is none of the functions that were known when the derivative was made'
            )

    # Grad of: return steps["double"](x) * steps["square"](x)
    bt = t2 * b_return
    bt2 = t * b_return
    if cond2:
        # Grad of: return steps["double"](x) * steps["square"](x)
        bx = lambda_bwd(lambda_residuals1, bt2)
    elif cond3:
        # Grad of: return steps["double"](x) * steps["square"](x)
        bx = lambda_1_bwd(lambda_1_residuals1, bt2)
    else:
        bx = 0.0
    if cond:
        # Grad of: return steps["double"](x) * steps["square"](x)
        bx = bx + lambda_bwd(lambda_residuals, bt)
    elif cond1:
        # Grad of: return steps["double"](x) * steps["square"](x)
        bx = bx + lambda_1_bwd(lambda_1_residuals, bt)
    return float(np.real(bx))
