# try in a loop

def f(x):
    s = x
    for i in range(4):
        try:
            t = 1.0 / (i - 2)
            s = s * x + t
        except ZeroDivisionError:
            s = s * 2.0
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    done_saved = []
    s = x
    for i in range(4):
        done = True
        try:
            t = 1.0 / (i - 2)
            s_new = s * x + t
        except ZeroDivisionError:
            done = False
            s_saved.append(s)
            s = s * 2.0
        else:
            s_saved.append(s)
            s = s_new
        done_saved.append(done)

    bs_new = 0.0
    bx = 0.0
    for i in range(3, -1, -1):
        done = done_saved.pop()
        if done:
            s = s_saved.pop()
            # Grad of: t = 1.0 / (i - 2)
            bs_new = bs_new + bs
            bs = 0.0
        else:
            s = s_saved.pop()
            # Grad of: s = s * 2.0
            bs = 2.0 * bs
        if done:
            # Grad of: s = s * x + t
            bs = bs + x * bs_new
            bx = bx + s * bs_new
            bs_new = 0.0
    # Grad of: s = x
    bx = bx + bs
    return bx
