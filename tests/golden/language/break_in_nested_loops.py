# break in nested loops

def f(x):
    y = 0.0
    for i in range(4):
        for j in range(4):
            if j > i:
                break
            y = y * x + x * j
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    trips_saved = []
    y = 0.0
    for i in range(4):
        trips = 0
        for j in range(4):
            if j > i:
                break
            y_saved.append(y)
            y = y * x + x * j
            trips += 1
        trips_saved.append(trips)

    bx = 0.0
    for i in range(3, -1, -1):
        trips = trips_saved.pop()
        for j in range(trips - 1, -1, -1):
            y = y_saved.pop()
            # Grad of: y = y * x + x * j
            bx = bx + y * by + j * by
            by = x * by
    return bx
