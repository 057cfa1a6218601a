# itertools.count with break

import itertools

def f(x):
    y = x
    for i in itertools.count(1):
        y = y * x + i
        if y > 20:
            break
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    number = 1
    trips = 0
    while True:
        trips += 1
        i = number
        number = number + 1
        y_saved.append(y)
        y = y * x + i
        if y > 20:
            break

    bx = 0.0
    for _ in range(trips):
        y = y_saved.pop()
        # Grad of: y = y * x + i
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
