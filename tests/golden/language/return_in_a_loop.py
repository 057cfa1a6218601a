# return in a loop

def f(x):
    y = x
    for i in range(10):
        y = y * x + 1
        if y > 5:
            return y * i
    return y * y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    returned = False
    trips = 0
    for i in range(10):
        trips += 1
        y_saved.append(y)
        y = y * x + 1
        if y > 5:
            returned = True
            break

    if returned:
        # Grad of: return y * i
        by = i * b_return
    else:
        # Grad of: return y * y
        by = 2 * y * b_return
    bx = 0.0
    for i in range(trips - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + 1
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
