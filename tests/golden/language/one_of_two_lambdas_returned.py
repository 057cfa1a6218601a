# one of two lambdas returned

def pick(n, s):
    if n > 0:
        return lambda a: a * s
    return lambda a: a + s * s
def f(x):
    g = pick(1, x)
    h = pick(0, 2.0 * x)
    return g(x) * h(x)


# Generated, with the kind of x known:

def lambda_(a, *, s):
    return a * s


def lambda_1(a, *, s):
    return a + s * s


def pick_parts_fwd(n, s):
    """Forward half of pick_parts: the result and its residuals."""
    if n > 0:
        result = lambda_
    else:
        result = lambda_1
    cond1 = result is lambda_
    if cond1:
        t = (lambda_, s)
    else:
        t = (lambda_1, s)
    return t, (cond1,)


def pick_parts_bwd(residuals, b_return):
    """Reverse half of pick_parts: the adjoint of s."""
    cond1 = residuals[0]
    if cond1:
        # Grad of: if n > 0:
        bs = b_return[1]
    else:
        # Grad of: if n > 0:
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


def lambda_1_fwd(a, *, s):
    """Forward half of lambda_1: the result and its residuals."""
    return a + s * s, (s,)


def lambda_1_bwd(residuals, b_return):
    """Reverse half of lambda_1: the adjoints of a, s."""
    s = residuals[0]
    # Grad of: return lambda a: a + s * s
    bs = 2 * s * b_return
    return b_return, bs


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    g, pick_parts_residuals = pick_parts_fwd(1, x)
    h, pick_parts_residuals1 = pick_parts_fwd(0, 2.0 * x)
    cond = g[0] is lambda_
    if cond:
        t2, lambda_residuals = lambda_fwd(x, s=g[1])
    else:
        t2, lambda_1_residuals = lambda_1_fwd(x, s=g[1])
    cond1 = h[0] is lambda_
    if cond1:
        t6, lambda_residuals1 = lambda_fwd(x, s=h[1])
    else:
        t6, lambda_1_residuals1 = lambda_1_fwd(x, s=h[1])

    # Grad of: return g(x) * h(x)
    bt2 = t6 * b_return
    bt6 = t2 * b_return
    if cond1:
        # Grad of: return g(x) * h(x)
        bx, bt8_part = lambda_bwd(lambda_residuals1, bt6)
        bh = zeros_like(h)
        bh = add_at(bh, 1, bt8_part)
    else:
        # Grad of: return g(x) * h(x)
        bx, bt9_part = lambda_1_bwd(lambda_1_residuals1, bt6)
        bh = zeros_like(h)
        bh = add_at(bh, 1, bt9_part)
    if cond:
        # Grad of: return g(x) * h(x)
        bx_part, bt4_part = lambda_bwd(lambda_residuals, bt2)
        bx = bx + bx_part
        bg = zeros_like(g)
        bg = add_at(bg, 1, bt4_part)
    else:
        # Grad of: return g(x) * h(x)
        bx_part1, bt5_part = lambda_1_bwd(lambda_1_residuals, bt2)
        bx = bx + bx_part1
        bg = zeros_like(g)
        bg = add_at(bg, 1, bt5_part)
    # Grad of: h = pick(0, 2.0 * x)
    bx = bx + 2.0 * pick_parts_bwd(pick_parts_residuals1, bh)
    # Grad of: g = pick(1, x)
    bx = bx + pick_parts_bwd(pick_parts_residuals, bg)
    return float(np.real(bx))
