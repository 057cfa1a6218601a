# for over enumerate

def f(x):
    y = 0.0
    for i, c in enumerate([x, 2.0, x * x], start=1):
        y = y * i + c * c
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    t = [x, 2.0, x * x]
    bitems = zeros_like(t)
    for i1 in range(len(t) - 1, -1, -1):
        # Grad of: y = y * i + c * c
        bc = 2 * t[i1] * by
        by = (1 + i1) * by
        # Grad of: for i, c in enumerate([x, 2.0, x * x], start=1):
        bitems = add_at(bitems, i1, bc)
    # Grad of: for i, c in enumerate([x, 2.0, x * x], start=1):
    bx = 2 * x * bitems[2] + bitems[0]
    return float(np.real(bx))
