# break after an update of its own

def f(x):
    y = x
    for i in range(10):
        y = y * x + 1
        if y > 3:
            y = y * y
            break
        y = y + x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond_saved = []
    y = x
    trips = 0
    for i in range(10):
        trips += 1
        y_saved.append(y)
        y = y * x + 1
        cond = y > 3
        cond_saved.append(cond)
        if cond:
            y_saved.append(y)
            break
        y = y + x

    bx = 0.0
    for i in range(trips - 1, -1, -1):
        cond = cond_saved.pop()
        if cond:
            y = y_saved.pop()
            # Grad of: y = y * y
            by = 2 * y * by
        else:
            # Grad of: y = y + x
            bx = bx + by
        y = y_saved.pop()
        # Grad of: y = y * x + 1
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
