# while True

def f(x):
    y = x
    while True:
        y = y * y + 1
        if y > 20:
            break
        y = y * x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond_saved = []
    y = x
    trips = 0
    while True:
        trips += 1
        y_saved.append(y)
        y = y * y + 1
        cond = y > 20
        cond_saved.append(cond)
        if cond:
            break
        y_saved.append(y)
        y = y * x

    bx = 0.0
    for _ in range(trips):
        cond = cond_saved.pop()
        if not cond:
            y = y_saved.pop()
            # Grad of: y = y * x
            bx = bx + y * by
            by = x * by
        y = y_saved.pop()
        # Grad of: y = y * y + 1
        by = 2 * y * by
    # Grad of: y = x
    bx = bx + by
    return bx
