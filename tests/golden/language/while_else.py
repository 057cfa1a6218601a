# while, else

def f(x):
    y = x
    n = 0
    while n < 3:
        n += 1
        if y > 3:
            break
        y = y * y + 0.1
    else:
        y = y * x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    n = 0
    broke = False
    trips = 0
    while n < 3:
        n = n + 1
        if y > 3:
            broke = True
            break
        y_saved.append(y)
        y = y * y + 0.1
        trips += 1
    if not broke:
        y_saved1 = y

    if broke:
        bx = 0.0
    else:
        y = y_saved1
        # Grad of: y = y * x
        bx = y * by
        by = x * by
    for _ in range(trips):
        y = y_saved.pop()
        # Grad of: y = y * y + 0.1
        by = 2 * y * by
    # Grad of: y = x
    bx = bx + by
    return bx
