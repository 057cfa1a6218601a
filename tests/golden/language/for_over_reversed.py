# for over reversed

def f(x):
    y = 0.0
    for c in reversed([x, 2.0, x * x]):
        y = y * x + c
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 0.0
    t = [x, 2.0, x * x]
    n = len(t)
    for i in range(n):
        c = t[n - 1 - i]
        y_saved.append(y)
        y = y * x + c

    bitems = zeros_like(t)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + c
        bc = by
        bx = bx + y * by
        by = x * by
        # Grad of: for c in reversed([x, 2.0, x * x]):
        bitems = add_at(bitems, n - 1 - i, bc)
    # Grad of: for c in reversed([x, 2.0, x * x]):
    bx = bx + 2 * x * bitems[2] + bitems[0]
    return float(np.real(bx))
