# empty loop

def f(x):
    y = x
    for i in range(0):
        y = y * y
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    for i in range(0):
        y_saved.append(y)
        y = y * y

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    for i in range(-1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * y
        by = 2 * y * by
    # Grad of: y = x
    bx = bx + by
    return bx
