# functions of different arity in one list

def one(a):
    return a * a

def two(a, b):
    return a * b

def f(x):
    fs = [one, two]
    return fs[0](x) * fs[1](x, 2.0 * x)


# Generated, with the kind of x known:

def one_fwd(a):
    """Forward half of one: the result and its residuals."""
    return a * a, (a,)


def one_bwd(residuals, b_return):
    """Reverse half of one: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a
    ba = 2 * a * b_return
    return ba


def two_fwd(a, b):
    """Forward half of two: the result and its residuals."""
    return a * b, (b, a)


def two_bwd(residuals, b_return):
    """Reverse half of two: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return a * b
    ba = b * b_return
    bb = a * b_return
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    fs = [one, two]
    cond = fs[0] is one
    if cond:
        t, one_residuals = one_fwd(x)
    else:
        raise ValueError(
            'functions_of_different_arity_in_one_list.py:9:12: `function` is none of the functions that were known when the derivative was made'
        )
    cond1 = fs[1] is two
    if cond1:
        t2, two_residuals = two_fwd(x, 2.0 * x)
    else:
        raise ValueError(
            'functions_of_different_arity_in_one_list.py:9:5: `function1` is none of the functions that were known when the derivative was made'
        )

    # Grad of: return fs[0](x) * fs[1](x, 2.0 * x)
    bt = t2 * b_return
    bt2 = t * b_return
    if cond1:
        # Grad of: return fs[0](x) * fs[1](x, 2.0 * x)
        bx, bt3_part = two_bwd(two_residuals, bt2)
        bx = bx + 2.0 * bt3_part
    else:
        bx = 0.0
    if cond:
        # Grad of: return fs[0](x) * fs[1](x, 2.0 * x)
        bx = bx + one_bwd(one_residuals, bt)
    return float(np.real(bx))
