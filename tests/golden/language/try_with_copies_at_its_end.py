# try with copies at its end

def f(x):
    y, z = x, 1.0
    try:
        t = math.log(x - 1.0)
        y = t * x
        z = t
    except ValueError:
        z = z + x
    return y * z


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = x
    z = 1.0
    done = True
    try:
        t2 = x - 1.0
        t = math.log(t2)
        y_new = t * x
        z = t
    except ValueError:
        done = False
        z = z + x
    else:
        y = y_new

    # Grad of: return y * z
    by = z * b_return
    bz = y * b_return
    if done:
        # Grad of: t = math.log(x - 1.0)
        by_new = by
        bx = 0.0
        by = 0.0
    else:
        # Grad of: z = z + x
        bx = bz
        by_new = 0.0
    if done:
        # Grad of: z = t
        bt = bz
        # Grad of: y = t * x
        bt = bt + x * by_new
        bx = bx + t * by_new
        # Grad of: t = math.log(x - 1.0)
        bx = bx + bt / t2
    # Grad of: y, z = x, 1.0
    bx = bx + by
    return bx
