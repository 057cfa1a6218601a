# match on two values

def f(x):
    a, b = 1, x
    match a, b:
        case 0, v:
            y = v
        case 1, v if v > 1:
            y = v * v
        case _, v:
            y = v ** 3
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    a = 1
    b = x
    cond = a == 0
    if cond:
        v = b
    else:
        fits = False
        cond1 = a == 1
        if cond1:
            v = b
            fits = v > 1
        if not fits:
            v = b

    if cond:
        # Grad of: y = v
        bv = by
        # Grad of: case 0, v:
        bb = bv
    else:
        if fits:
            # Grad of: y = v * v
            bv = 2 * v * by
            bb = 0.0
        else:
            # Grad of: y = v ** 3
            bv = 3 * v ** 2 * by
            # Grad of: case _, v:
            bb = bv
            bv = 0.0
        if cond1:
            # Grad of: case 1, v if v > 1:
            bb = bb + bv
    # Grad of: a, b = 1, x
    bx = bb
    return bx
