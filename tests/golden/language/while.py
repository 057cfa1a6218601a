# while

def f(x):
    y = x
    while y < 5:
        y = y * y + 1
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    trips = 0
    while y < 5:
        y_saved.append(y)
        y = y * y + 1
        trips += 1

    for _ in range(trips):
        y = y_saved.pop()
        # Grad of: y = y * y + 1
        by = 2 * y * by
    # Grad of: y = x
    bx = by
    return bx
