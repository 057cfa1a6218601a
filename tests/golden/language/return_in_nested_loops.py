# return in nested loops

def f(x):
    y = x
    for i in range(4):
        for j in range(4):
            y = y * x + j
            if y > 30:
                return y * i * x
        y = y * 0.5
    return y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    returned_saved = []
    y_saved = []
    trips_saved = []
    y = x
    returned = False
    trips = 0
    for i in range(4):
        trips += 1
        returned_saved.append(returned)
        trips1 = 0
        for j in range(4):
            trips1 += 1
            y_saved.append(y)
            y = y * x + j
            if y > 30:
                returned = True
                break
        trips_saved.append(trips1)
        if returned:
            break
        y = y * 0.5
    if returned:
        t1 = y * i

    if returned:
        # Grad of: return y * i * x
        bx = t1 * b_return
        by = i * x * b_return
    else:
        # Grad of: return y
        by = b_return
        bx = 0.0
    for i in range(trips - 1, -1, -1):
        if not returned:
            # Grad of: y = y * 0.5
            by = 0.5 * by
        trips1 = trips_saved.pop()
        for j in range(trips1 - 1, -1, -1):
            y = y_saved.pop()
            # Grad of: y = y * x + j
            bx = bx + y * by
            by = x * by
        returned = returned_saved.pop()
    # Grad of: y = x
    bx = bx + by
    return bx
