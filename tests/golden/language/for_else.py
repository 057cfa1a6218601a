# for, else

def f(x):
    y = x
    for i in range(3):
        y = y * x
        if y > 3:
            y = y * 2
            break
    else:
        y = y * y
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond_saved = []
    y = x
    broke = False
    trips = 0
    for i in range(3):
        trips += 1
        y_saved.append(y)
        y = y * x
        cond = y > 3
        cond_saved.append(cond)
        if cond:
            y_saved.append(y)
            y = y * 2
            broke = True
            break
    if not broke:
        y_saved1 = y

    if not broke:
        y = y_saved1
        # Grad of: y = y * y
        by = 2 * y * by
    bx = 0.0
    for i in range(trips - 1, -1, -1):
        cond = cond_saved.pop()
        if cond:
            y = y_saved.pop()
            # Grad of: y = y * 2
            by = 2 * by
        y = y_saved.pop()
        # Grad of: y = y * x
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
