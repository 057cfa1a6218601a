# for over range backwards

def f(x):
    y = x
    for i in range(5, 0, -2):
        y = y * x + i
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    for i in range(5, 0, -2):
        y_saved.append(y)
        y = y * x + i

    bx = 0.0
    for i in range(
        range(5, 0, -2)[::-1].start, range(5, 0, -2)[::-1].stop, range(5, 0, -2)[::-1].step
    ):
        y = y_saved.pop()
        # Grad of: y = y * x + i
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
