# walrus in a while test

def f(x):
    s = 0.0
    while (x := x * 0.5) > 0.1:
        s += x * x
    return s + x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    x_saved = []
    cond_saved = []
    trips = 0
    while True:
        trips += 1
        x_saved.append(x)
        x = x * 0.5
        cond = not x > 0.1
        cond_saved.append(cond)
        if cond:
            break

    # Grad of: return s + x
    bx = b_return
    for _ in range(trips):
        cond = cond_saved.pop()
        if not cond:
            # Grad of: s += x * x
            bx = bx + 2 * x * b_return
        x = x_saved.pop()
        # Grad of: while (x := x * 0.5) > 0.1:
        bx = 0.5 * bx
    return bx
