# nested loops and branches

def f(x):
    y = x
    for i in range(3):
        for j in range(i):
            if (i + j) % 2:
                y = y * x
            else:
                y = y + x * j
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    for i in range(3):
        for j in range(i):
            if (i + j) % 2:
                y_saved.append(y)
                y = y * x
            else:
                y_saved.append(y)
                y = y + x * j

    bx = 0.0
    for i in range(2, -1, -1):
        for j in range(i - 1, -1, -1):
            if (i + j) % 2:
                y = y_saved.pop()
                # Grad of: y = y * x
                bx = bx + y * by
                by = x * by
            else:
                y = y_saved.pop()
                # Grad of: y = y + x * j
                bx = bx + j * by
    # Grad of: y = x
    bx = bx + by
    return bx
