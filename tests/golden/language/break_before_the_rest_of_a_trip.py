# break before the rest of a trip

def f(x):
    y = x
    for i in range(10):
        if y > 3:
            break
        y = y * x + 1
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    trips = 0
    for i in range(10):
        if y > 3:
            break
        y_saved.append(y)
        y = y * x + 1
        trips += 1

    bx = 0.0
    for i in range(trips - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + 1
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
