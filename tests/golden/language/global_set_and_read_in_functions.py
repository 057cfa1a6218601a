# global set and read in functions

order = 1

def bump(a):
    global order
    order = order + 1
    return a * order

def f(x):
    global order
    order = 1
    y = bump(x) * x
    order -= 1
    return y * bump(y) + order


# Generated, with the kind of x known:

def bump_fwd(a):
    """Forward half of bump: the result and its residuals."""
    global order
    order = order + 1
    t3 = order
    return a * t3, (t3,)


def bump_bwd(residuals, b_return):
    """Reverse half of bump: the adjoint of a."""
    t3 = residuals[0]
    # Grad of: return a * order
    ba = np.sum(t3 * b_return)
    return ba


def bump_fwd1(a):
    """Forward half of bump: the result and its residuals."""
    global order
    order = order + 1
    t3 = order
    return a * t3, (t3, a)


def bump_bwd1(residuals, b_return):
    """Reverse half of bump: the adjoint of a."""
    t3, a = residuals
    # Grad of: return a * order
    ba = unbroadcast(t3 * b_return, a)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    global order
    order = 1
    t, bump_residuals = bump_fwd(x)
    y = t * x
    order -= 1
    t3, bump_residuals1 = bump_fwd1(y)
    t1 = y * t3 + order
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'global_set_and_read_in_functions.py:13:5: the result of `f`')

    # Grad of: return y * bump(y) + order
    by = bump_bwd1(bump_residuals1, unbroadcast(y * b_return, t3)) + unbroadcast(t3 * b_return, y)
    # Grad of: y = bump(x) * x
    bx = bump_bwd(bump_residuals, x * by) + np.sum(t * by)
    return float(np.real(bx))
