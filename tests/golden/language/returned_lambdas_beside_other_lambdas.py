# returned lambdas beside other lambdas

import functools
def pick(n, s):
    if n > 0:
        return lambda a: a * s
    return lambda a: a + s * s
def f(x):
    x = 1.0 + 0.3 * math.tanh(functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x]))
    g = pick(1, x)
    h = pick(0, 2.0 * x)
    return g(x) * h(x)


# Generated, with the kind of x known:

def lambda_1(a, *, s):
    return a * s


def lambda_1_1(a, *, s):
    return a + s * s


def lambda_fwd(a, b, *, x):
    """Forward half of lambda_: the result and its residuals."""
    return a * b + x, (b, a)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, b, x."""
    b, a = residuals
    # Grad of: x = 1.0 + 0.3 * math.tanh(functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x]))
    bx = np.sum(b_return)
    ba = unbroadcast(b * b_return, a)
    bb = unbroadcast(a * b_return, b)
    return ba, bb, bx


def pick_parts_fwd(n, s):
    """Forward half of pick_parts: the result and its residuals."""
    if n > 0:
        result = lambda_1
    else:
        result = lambda_1_1
    cond1 = result is lambda_1
    if cond1:
        t = (lambda_1, s)
    else:
        t = (lambda_1_1, s)
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


def lambda_fwd1(a, *, s):
    """Forward half of lambda_: the result and its residuals."""
    return a * s, (s, a)


def lambda_bwd1(residuals, b_return):
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
    lambda_residuals_saved = []
    t = [x, 2.0, x * x]
    items = list(t)
    total = items[0]
    t2 = items[1:]
    items1 = sequence(t2)
    n = len(items1)
    for i in range(n):
        total, lambda_residuals = lambda_fwd(total, items1[i], x=x)
        lambda_residuals_saved.append(lambda_residuals)
    t4 = math.tanh(total)
    x1 = 1.0 + 0.3 * t4
    g, pick_parts_residuals = pick_parts_fwd(1, x1)
    h, pick_parts_residuals1 = pick_parts_fwd(0, 2.0 * x1)
    cond = g[0] is lambda_1
    if cond:
        t7, lambda_1_residuals = lambda_fwd1(x1, s=g[1])
    else:
        t7, lambda_1_1_residuals = lambda_1_fwd(x1, s=g[1])
    cond1 = h[0] is lambda_1
    if cond1:
        t11, lambda_1_residuals1 = lambda_fwd1(x1, s=h[1])
    else:
        t11, lambda_1_1_residuals1 = lambda_1_fwd(x1, s=h[1])

    # Grad of: return g(x) * h(x)
    bt7 = t11 * b_return
    bt11 = t7 * b_return
    if cond1:
        # Grad of: return g(x) * h(x)
        bx, bt13_part = lambda_bwd1(lambda_1_residuals1, bt11)
        bh = zeros_like(h)
        bh = add_at(bh, 1, bt13_part)
    else:
        # Grad of: return g(x) * h(x)
        bx, bt14_part = lambda_1_bwd(lambda_1_1_residuals1, bt11)
        bh = zeros_like(h)
        bh = add_at(bh, 1, bt14_part)
    if cond:
        # Grad of: return g(x) * h(x)
        bx_part, bt9_part = lambda_bwd1(lambda_1_residuals, bt7)
        bx = bx + bx_part
        bg = zeros_like(g)
        bg = add_at(bg, 1, bt9_part)
    else:
        # Grad of: return g(x) * h(x)
        bx_part1, bt10_part = lambda_1_bwd(lambda_1_1_residuals, bt7)
        bx = bx + bx_part1
        bg = zeros_like(g)
        bg = add_at(bg, 1, bt10_part)
    # Grad of: h = pick(0, 2.0 * x)
    bx = bx + 2.0 * pick_parts_bwd(pick_parts_residuals1, bh)
    # Grad of: g = pick(1, x)
    bx = bx + pick_parts_bwd(pick_parts_residuals, bg)
    # Grad of: x = 1.0 + 0.3 * math.tanh(functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x]))
    btotal = unbroadcast(0.3 * (1.0 - t4 * t4) * bx, total)
    bitems1 = zeros_like(items1)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        # Grad of: x = 1.0 + 0.3 * math.tanh(functools.reduce(lambda a, b: a * b + x, [x, 2.0, x...
        btotal_part, bitem_part, bx_part3 = lambda_bwd(lambda_residuals_saved.pop(), btotal)
        btotal = btotal_part
        bx = bx + bx_part3
        bitems1 = add_at(bitems1, i, bitem_part)
    # Grad of: x = 1.0 + 0.3 * math.tanh(functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x]))
    bitems = zeros_like(items)
    bitems = add_at(bitems, slice(1, None, None), unsequence(bitems1, t2))
    bitems = add_at(bitems, 0, btotal)
    bt = unlist(bitems, t)
    bx = bx + 2 * x * bt[2] + bt[0]
    return float(np.real(bx))
