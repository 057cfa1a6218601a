# finally with an effect

LOG = []

def g(x):
    LOG.append(1)
    try:
        if x < 1:
            raise ValueError
        return x * x
    finally:
        LOG.pop()

def f(x):
    try:
        y = g(x)
    except ValueError:
        y = x ** 3
    return y * (len(LOG) + 1)


# Generated, with the kind of x known:

def g_fwd(x):
    """Forward half of g: the result and its residuals."""
    LOG.append(1)
    try:
        if x < 1:
            raise ValueError
        t = x * x
    finally:
        t1 = LOG.pop()
    return t, (x,)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoint of x."""
    x = residuals[0]
    # Grad of: return x * x
    bx = 2 * x * b_return
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    done = True
    try:
        y, g_residuals = g_fwd(x)
    except ValueError:
        done = False

    # Grad of: return y * (len(LOG) + 1)
    by = (len(LOG) + 1) * b_return
    if done:
        bx = 0.0
    else:
        # Grad of: y = x ** 3
        bx = 3 * x ** 2 * by
        by = 0.0
    if done:
        # Grad of: y = g(x)
        bx = bx + g_bwd(g_residuals, by)
    return bx
