# for over a tuple of pairs

def f(x):
    y = 1.0
    for a, b in ((x, 2.0), (3.0, x * x)):
        y = y * a + b
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    a_saved = []
    y = 1.0
    t = ((x, 2.0), (3.0, x * x))
    n = len(t)
    for i in range(n):
        a, b = t[i]
        y_saved.append(y)
        y = y * a + b
        a_saved.append(a)

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        a = a_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * a + b
        bb = by
        ba = y * by
        by = a * by
        # Grad of: for a, b in ((x, 2.0), (3.0, x * x)):
        bitems = add_at(bitems, i, pack_like((ba, bb), t[i]))
    # Grad of: for a, b in ((x, 2.0), (3.0, x * x)):
    bx = bitems[0][0] + 2 * x * bitems[1][1]
    return float(np.real(bx))
