# del of names

def f(x):
    y, z = x * x, x
    for i in range(3):
        t = y * z
        y = t * 0.5
        del t, i
    del (z, [x])
    return y * y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x * x
    z = x
    for i in range(3):
        t = y * z
        y_saved.append(y)
        y = t * 0.5

    # Grad of: return y * y
    by = 2 * y * b_return
    bz = 0.0
    for i in range(2, -1, -1):
        y = y_saved.pop()
        # Grad of: y = t * 0.5
        bt = 0.5 * by
        # Grad of: t = y * z
        by = z * bt
        bz = bz + y * bt
    # Grad of: y, z = x * x, x
    bx = 2 * x * by + bz
    return bx
