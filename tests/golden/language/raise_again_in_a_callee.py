# raise again in a callee

def g(x, n):
    try:
        return x / n
    except ZeroDivisionError:
        raise

def f(x):
    s = x
    for n in (1, 0, 2):
        try:
            s = s * g(x, n)
        except ArithmeticError:
            s = s * x
    return s


# Generated, with the kind of x known:

def g_fwd(x, n):
    """Forward half of g: the result and its residuals."""
    done = True
    error = None
    try:
        t_new = x / n
    except ZeroDivisionError as error_caught:
        done = False
        error = error_caught
        raise error
    return t_new, (done, n)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoint of x."""
    done, n = residuals
    if done:
        # Grad of: return x / n
        bt_new = b_return
    else:
        bt_new = 0.0
    if done:
        # Grad of: return x / n
        bx = bt_new / n
    else:
        bx = 0.0
    return bx


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    g_residuals_saved = []
    t1_saved = []
    s_saved = []
    done_saved = []
    s = x
    t = (1, 0, 2)
    n1 = len(t)
    for n in t:
        done = True
        try:
            t1, g_residuals = g_fwd(x, n)
            s_new = s * t1
        except ArithmeticError:
            done = False
            s_saved.append(s)
            s = s * x
        else:
            g_residuals_saved.append(g_residuals)
            t1_saved.append(t1)
            s_saved.append(s)
            s = s_new
        done_saved.append(done)

    bs_new = 0.0
    bx = 0.0
    for i in range(n1 - 1, -1, -1):
        done = done_saved.pop()
        if done:
            s = s_saved.pop()
            # Grad of: s = s * g(x, n)
            bs_new = bs_new + bs
            bs = 0.0
        else:
            s = s_saved.pop()
            # Grad of: s = s * x
            bx = bx + s * bs
            bs = x * bs
        if done:
            t1 = t1_saved.pop()
            # Grad of: s = s * g(x, n)
            bx_part = g_bwd(g_residuals_saved.pop(), s * bs_new)
            bs = bs + t1 * bs_new
            bx = bx + bx_part
            bs_new = 0.0
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
