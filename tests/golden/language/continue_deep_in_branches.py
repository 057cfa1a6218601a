# continue deep in branches

def f(x):
    y = x
    for i in range(5):
        if i > 1:
            if y > 3:
                y = y * 0.5
                continue
            y = y * x
        y = y * y * 0.5 + x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond1_saved = []
    y = x
    for i in range(5):
        if i > 1:
            cond1 = y > 3
            if cond1:
                y = y * 0.5
            else:
                y_saved.append(y)
                y = y * x
                y_saved.append(y)
                y = y * y * 0.5 + x
            cond1_saved.append(cond1)
        else:
            y_saved.append(y)
            y = y * y * 0.5 + x

    bx = 0.0
    for i in range(4, -1, -1):
        if i > 1:
            cond1 = cond1_saved.pop()
            if cond1:
                # Grad of: y = y * 0.5
                by = 0.5 * by
            else:
                y = y_saved.pop()
                # Grad of: y = y * y * 0.5 + x
                bx = bx + by
                by = 2 * y * (0.5 * by)
                y = y_saved.pop()
                # Grad of: y = y * x
                bx = bx + y * by
                by = x * by
        else:
            y = y_saved.pop()
            # Grad of: y = y * y * 0.5 + x
            bx = bx + by
            by = 2 * y * (0.5 * by)
    # Grad of: y = x
    bx = bx + by
    return bx
