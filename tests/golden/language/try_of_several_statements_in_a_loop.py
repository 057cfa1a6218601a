# try of several statements in a loop

def f(x):
    s = x
    for a in [0.5, -1.0, 0.0, 2.0]:
        try:
            r = math.sqrt(a)
            for k in range(2):
                r = r * x
            s = s + r / a
        except (ValueError, ZeroDivisionError):
            s = s * x
    return s


# Generated, with the kind of x known:

def attempt_fwd(s, *, a, x):
    """Forward half of attempt: the result and its residuals."""
    r_saved = []
    r = math.sqrt(a)
    for k in range(2):
        r_saved.append(r)
        r = r * x
    s = s + r / a
    return s, (a, r_saved, x)


def attempt_bwd(residuals, bs):
    """Reverse half of attempt: the adjoints of s, x."""
    a, r_saved, x = residuals
    # Grad of: s = s + r / a
    br = bs / a
    bx = 0.0
    for k in range(1, -1, -1):
        r = r_saved.pop()
        # Grad of: r = r * x
        bx = bx + r * br
        br = x * br
    return bs, bx


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    attempt_residuals_saved = []
    s_saved = []
    done_saved = []
    s = x
    t1 = [0.5, -1.0, 0.0, 2.0]
    n = len(t1)
    for a in t1:
        done = True
        try:
            t, attempt_residuals = attempt_fwd(s, a=a, x=x)
        except (ValueError, ZeroDivisionError):
            done = False
            s_saved.append(s)
            s = s * x
        else:
            attempt_residuals_saved.append(attempt_residuals)
            s_saved.append(s)
            s = t
        done_saved.append(done)

    bt = 0.0
    bx = 0.0
    for i in range(n - 1, -1, -1):
        done = done_saved.pop()
        if done:
            s = s_saved.pop()
            # Grad of: r = math.sqrt(a)
            bt = bt + bs
            bs = 0.0
        else:
            s = s_saved.pop()
            # Grad of: s = s * x
            bx = bx + s * bs
            bs = x * bs
        if done:
            # Grad of: r = math.sqrt(a)
            bs_part, bx_part = attempt_bwd(attempt_residuals_saved.pop(), bt)
            bs = bs + bs_part
            bx = bx + bx_part
            bt = 0.0
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
