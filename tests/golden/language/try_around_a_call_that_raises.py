# try around a call that raises

def root(a):
    if a < 0:
        raise ValueError("negative")
    return math.sqrt(a)

def f(x):
    try:
        y = root(x - 1.0)
    except ValueError:
        y = root(1.0 - x) * x
    return y * y


# Generated, with the kind of x known:

def root_fwd(a):
    """Forward half of root: the result and its residuals."""
    if a < 0:
        raise ValueError('negative')
    t = math.sqrt(a)
    return t, (t,)


def root_bwd(residuals, b_return):
    """Reverse half of root: the adjoint of a."""
    t = residuals[0]
    # Grad of: return math.sqrt(a)
    ba = divide(0.5, t) * b_return
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    done = True
    try:
        y, root_residuals = root_fwd(x - 1.0)
    except ValueError:
        done = False
        t1, root_residuals1 = root_fwd(1.0 - x)
        y = t1 * x

    # Grad of: return y * y
    by = 2 * y * b_return
    if done:
        bx = 0.0
    else:
        # Grad of: y = root(1.0 - x) * x
        bx = t1 * by - root_bwd(root_residuals1, x * by)
        by = 0.0
    if done:
        # Grad of: y = root(x - 1.0)
        bx = bx + root_bwd(root_residuals, by)
    return bx
