# for over an array

def f(x):
    y = 0.0
    for e in np.array([1.0, 2.0, 3.0]) * x:
        y = y * x + e * e
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 0.0
    t1 = np.array([1.0, 2.0, 3.0])
    t = t1 * x
    n = len(t)
    for e in t:
        y_saved.append(y)
        y = y * x + e * e

    bitems = zeros_like(t1)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + e * e
        be = 2 * t[i] * by
        bx = bx + y * by
        by = x * by
        # Grad of: for e in np.array([1.0, 2.0, 3.0]) * x:
        bitems[i] += be
    # Grad of: for e in np.array([1.0, 2.0, 3.0]) * x:
    bx = bx + np.sum(t1 * bitems)
    return float(np.real(bx))
