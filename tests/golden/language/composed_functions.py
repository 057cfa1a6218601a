# composed functions

def compose(g, h):
    return lambda a: g(h(a))

def f(x):
    both = compose(lambda a: a * a, lambda a: a + x)
    return both(x)


# Generated, with the kind of x known:

def lambda_(a):
    return a * a


def lambda_1(a, *, x):
    return a + x


def lambda_g_h(a, *, x):
    return lambda_(lambda_1(a, x=x))


def compose_g_h_parts_fwd(*, x):
    """Forward half of compose_g_h_parts: the result and its residuals."""
    return (lambda_g_h, x), ()


def compose_g_h_parts_bwd(residuals, b_return):
    """Reverse half of compose_g_h_parts: the adjoint of x."""
    # Grad of: return lambda a: g(h(a))
    bx = b_return[1]
    return bx


def lambda_1_fwd(a, *, x):
    """Forward half of lambda_1: the result and its residuals."""
    return a + x, ()


def lambda_1_bwd(residuals, b_return):
    """Reverse half of lambda_1: the adjoints of a, x."""
    return b_return, b_return


def lambda_fwd(a):
    """Forward half of lambda_: the result and its residuals."""
    return a * a, (a,)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoint of a."""
    a = residuals[0]
    # Grad of: both = compose(lambda a: a * a, lambda a: a + x)
    ba = 2 * a * b_return
    return ba


def lambda_g_h_fwd(a, *, x):
    """Forward half of lambda_g_h: the result and its residuals."""
    t1, lambda_1_residuals = lambda_1_fwd(a, x=x)
    t, lambda_residuals = lambda_fwd(t1)
    return t, (lambda_1_residuals, lambda_residuals)


def lambda_g_h_bwd(residuals, b_return):
    """Reverse half of lambda_g_h: the adjoints of a, x."""
    lambda_1_residuals, lambda_residuals = residuals
    # Grad of: return lambda a: g(h(a))
    ba, bx = lambda_1_bwd(lambda_1_residuals, lambda_bwd(lambda_residuals, b_return))
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    both, compose_g_h_parts_residuals = compose_g_h_parts_fwd(x=x)
    t, lambda_g_h_residuals = lambda_g_h_fwd(x, x=both[1])

    # Grad of: return both(x)
    bx, bt1_part = lambda_g_h_bwd(lambda_g_h_residuals, b_return)
    bboth = zeros_like(both)
    bboth = add_at(bboth, 1, bt1_part)
    # Grad of: both = compose(lambda a: a * a, lambda a: a + x)
    bx = bx + compose_g_h_parts_bwd(compose_g_h_parts_residuals, bboth)
    return float(np.real(bx))
