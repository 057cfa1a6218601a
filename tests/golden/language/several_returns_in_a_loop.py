# several returns in a loop

def f(x):
    y = x
    for i in range(9):
        if y > 6:
            return y * x
        if y < 0:
            return -y
        y = y * x + 0.7
    return y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    returned = False
    returned1 = False
    trips = 0
    for i in range(9):
        if y > 6:
            returned = True
            break
        if y < 0:
            returned1 = True
            break
        y_saved.append(y)
        y = y * x + 0.7
        trips += 1

    if returned:
        # Grad of: return y * x
        by = x * b_return
        bx = y * b_return
    else:
        if returned1:
            # Grad of: return -y
            by = -b_return
        else:
            # Grad of: return y
            by = b_return
        bx = 0.0
    for i in range(trips - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + 0.7
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
