# functions in a dict with their names

def double(a):
    return 2.0 * a
def f(x):
    steps = {"double": double, "square": lambda a: a * a}
    s = x
    for name, step in steps.items():
        s = step(s) + x
    return s


# Generated, with the kind of x known:

def lambda_(a):
    return a * a


def double_fwd(a):
    """Forward half of double: the result and its residuals."""
    return 2.0 * a, ()


def double_bwd(residuals, b_return):
    """Reverse half of double: the adjoint of a."""
    # Grad of: return 2.0 * a
    ba = 2.0 * b_return
    return ba


def lambda_fwd(a):
    """Forward half of lambda_: the result and its residuals."""
    return a * a, (a,)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoint of a."""
    a = residuals[0]
    # Grad of: steps = {"double": double, "square": lambda a: a * a}
    ba = 2 * a * b_return
    return ba


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    double_residuals_saved = []
    lambda_residuals_saved = []
    cond1_saved = []
    cond_saved = []
    steps = {'double': double, 'square': lambda_}
    s = x
    items = sequence(steps)
    n = len(items)
    for i in range(n):
        step = steps[items[i]]
        cond = step is double
        if cond:
            t2, double_residuals = double_fwd(s)
            double_residuals_saved.append(double_residuals)
        else:
            cond1 = step is lambda_
            if cond1:
                t2, lambda_residuals = lambda_fwd(s)
                lambda_residuals_saved.append(lambda_residuals)
            else:
                raise ValueError(
                    'functions_in_a_dict_with_their_names.py:7:9: `step` is none of the functions that were known when the derivative was made'
                )
            cond1_saved.append(cond1)
        s = t2 + x
        cond_saved.append(cond)

    bt2 = 0.0
    bx = 0.0
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        # Grad of: s = step(s) + x
        bt2 = bt2 + bs
        bx = bx + bs
        if cond:
            # Grad of: s = step(s) + x
            bs = double_bwd(double_residuals_saved.pop(), bt2)
            bt2 = 0.0
        else:
            cond1 = cond1_saved.pop()
            if cond1:
                # Grad of: s = step(s) + x
                bs = lambda_bwd(lambda_residuals_saved.pop(), bt2)
                bt2 = 0.0
            else:
                bs = 0.0
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
