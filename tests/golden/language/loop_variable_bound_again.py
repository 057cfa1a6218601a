# loop variable bound again

def f(x):
    y = x
    for i in range(4):
        y = y * x + i
        i = i * 2
        y = y + x * i
    return y * i


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    i_saved = []
    y = x
    for i in range(4):
        y_saved.append(y)
        y = y * x + i
        i = i * 2
        y = y + x * i
        i_saved.append(i)

    # Grad of: return y * i
    by = i * b_return
    bx = 0.0
    for i in range(3, -1, -1):
        i = i_saved.pop()
        # Grad of: y = y + x * i
        bx = bx + i * by
        y = y_saved.pop()
        # Grad of: y = y * x + i
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
