# else with continue

def f(x):
    y = x
    for i in range(4):
        if i == 1:
            continue
        y = y * x
    else:
        y = y + x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    for i in range(4):
        if i != 1:
            y_saved.append(y)
            y = y * x

    # Grad of: y = y + x
    bx = by
    for i in range(3, -1, -1):
        if i != 1:
            y = y_saved.pop()
            # Grad of: y = y * x
            bx = bx + y * by
            by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
