# continue in while

def f(x):
    y = 1.0
    n = 0
    while n < 6:
        n += 1
        if y > 10:
            continue
        y = y * x * n
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    n_saved = []
    y_saved = []
    cond1_saved = []
    y = 1.0
    n = 0
    trips = 0
    while n < 6:
        n_saved.append(n)
        n = n + 1
        cond1 = y > 10
        if not cond1:
            y_saved.append(y)
            y = y * x * n
        cond1_saved.append(cond1)
        trips += 1

    bx = 0.0
    for _ in range(trips):
        cond1 = cond1_saved.pop()
        if not cond1:
            y = y_saved.pop()
            # Grad of: y = y * x * n
            bt = n * by
            by = x * bt
            bx = bx + y * bt
        n = n_saved.pop()
    return bx
