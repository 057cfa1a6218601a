# for over a string

def f(x):
    y = 0.0
    for letter in "abca":
        y = y * x + (x if letter == "a" else 1.0)
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond_saved = []
    y = 0.0
    items = sequence('abca')
    n = len(items)
    for letter in items:
        cond = letter == 'a'
        if cond:
            t1 = x
        else:
            t1 = 1.0
        y_saved.append(y)
        y = y * x + t1
        cond_saved.append(cond)

    bx = 0.0
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * x + (x if letter == "a" else 1.0)
        bt = by
        bt1 = by
        if cond:
            # Grad of: y = y * x + (x if letter == "a" else 1.0)
            bx = bx + bt1
        # Grad of: y = y * x + (x if letter == "a" else 1.0)
        by = x * bt
        bx = bx + y * bt
    return float(np.real(bx))
