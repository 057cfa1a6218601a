# for over a list of numbers

def f(x):
    y = 1.0
    for c in [2.0, -1.0, 0.5]:
        y = y * x + c
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 1.0
    t = [2.0, -1.0, 0.5]
    n = len(t)
    for c in t:
        y_saved.append(y)
        y = y * x + c

    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + c
        bx = bx + y * by
        by = x * by
    return float(np.real(bx))
