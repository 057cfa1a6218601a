# break in while

def f(x):
    y = x
    n = 0
    while n < 10:
        n += 1
        if y > 4:
            break
        y = y * y + x
    return y * n


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    n = 0
    trips = 0
    while n < 10:
        n = n + 1
        if y > 4:
            break
        y_saved.append(y)
        y = y * y + x
        trips += 1

    # Grad of: return y * n
    by = n * b_return
    bx = 0.0
    for _ in range(trips):
        y = y_saved.pop()
        # Grad of: y = y * y + x
        bx = bx + by
        by = 2 * y * by
    # Grad of: y = x
    bx = bx + by
    return bx
