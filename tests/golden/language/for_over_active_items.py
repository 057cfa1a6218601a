# for over active items

def f(x):
    y = 1.0
    for c in [x, x * x, 2.0]:
        y = y * c + c
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 1.0
    t = [x, x * x, 2.0]
    n = len(t)
    for c in t:
        y_saved.append(y)
        y = y * c + c

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * c + c
        bc = (y + 1) * by
        by = t[i] * by
        # Grad of: for c in [x, x * x, 2.0]:
        bitems = add_at(bitems, i, bc)
    # Grad of: for c in [x, x * x, 2.0]:
    bx = 2 * x * bitems[1] + bitems[0]
    return float(np.real(bx))
