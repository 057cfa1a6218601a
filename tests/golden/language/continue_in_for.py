# continue in for

def f(x):
    y = 1.0
    for i in range(6):
        if i % 2:
            continue
        y = y * x + i
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 1.0
    for i in range(6):
        if not i % 2:
            y_saved.append(y)
            y = y * x + i

    bx = 0.0
    for i in range(5, -1, -1):
        if not i % 2:
            y = y_saved.pop()
            # Grad of: y = y * x + i
            bx = bx + y * by
            by = x * by
    return bx
