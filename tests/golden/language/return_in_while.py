# return in while

def f(x):
    y = x
    while True:
        y = y * y + 1
        if y > 20:
            return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    trips = 0
    while True:
        trips += 1
        y_saved.append(y)
        y = y * y + 1
        if y > 20:
            break

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    for _ in range(trips):
        y = y_saved.pop()
        # Grad of: y = y * y + 1
        by = 2 * y * by
    # Grad of: y = x
    bx = bx + by
    return bx
