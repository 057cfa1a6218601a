# return in with in a loop

def f(x):
    s = x
    for i in range(6):
        with np.errstate(divide="ignore") as old:
            s = s * x
            if s > 2.0:
                return s * s
    with np.errstate(divide="ignore"):
        return s


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    cond_saved = []
    s = x
    returned = False
    trips = 0
    for i in range(6):
        trips += 1
        leave = False
        with np.errstate(divide='ignore'):
            s_saved.append(s)
            s = s * x
            cond = s > 2.0
            if cond:
                returned = True
                leave = True
        cond_saved.append(cond)
        if leave:
            break
    if not returned:
        with np.errstate(divide='ignore'):
            pass

    if returned:
        # Grad of: return s * s
        bt = b_return
        bs = 0.0
    else:
        # Grad of: return s
        bs = b_return
        bt = 0.0
    bx = 0.0
    for i in range(trips - 1, -1, -1):
        cond = cond_saved.pop()
        if cond:
            # Grad of: return s * s
            bs = bs + 2 * s * bt
            bt = 0.0
        s = s_saved.pop()
        # Grad of: s = s * x
        bx = bx + s * bs
        bs = x * bs
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
