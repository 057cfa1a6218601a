# match on what the subject is rebound to

def f(x):
    s = x
    match s:
        case float(s) if s > 1:
            s = s * s
        case s:
            s = s * s * s
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s = x
    subject = s
    fits = False
    cond = isinstance(subject, float)
    if cond:
        s = subject
        fits = s > 1
    if fits:
        s_saved = s
    else:
        s = subject
        t = s * s
        s_saved1 = s

    if fits:
        s = s_saved
        # Grad of: s = s * s
        bs = 2 * s * bs
        bsubject = 0.0
    else:
        s = s_saved1
        # Grad of: s = s * s * s
        bs = 2 * s * (s * bs) + t * bs
        # Grad of: case s:
        bsubject = bs
        bs = 0.0
    if cond:
        # Grad of: case float(s) if s > 1:
        bsubject = bsubject + bs
        bs = 0.0
    # Grad of: match s:
    bs = bs + bsubject
    # Grad of: s = x
    bx = bs
    return bx
