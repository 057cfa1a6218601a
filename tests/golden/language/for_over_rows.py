# for over rows

def f(x):
    y = 0.0
    for row in x * np.arange(6.0).reshape(3, 2):
        y = y * x + np.sum(row * row)
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 0.0
    t1 = np.arange(6.0).reshape(3, 2)
    t = x * t1
    n = len(t)
    for row in t:
        y_saved.append(y)
        y = y * x + np.sum(row * row)

    bitems = zeros_like(t1)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + np.sum(row * row)
        brow = 2 * t[i] * by
        bx = bx + y * by
        by = x * by
        # Grad of: for row in x * np.arange(6.0).reshape(3, 2):
        bitems[i] += brow
    # Grad of: for row in x * np.arange(6.0).reshape(3, 2):
    bx = bx + np.sum(t1 * bitems)
    return float(bx)
