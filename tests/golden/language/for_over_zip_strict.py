# for over zip, strict

def f(x):
    y = 0.0
    for a, b in zip([x, 2.0], [3.0, x * x], strict=True):
        y = y * a + b
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 0.0
    t = [x, 2.0]
    n = len(t)
    t1 = [3.0, x * x]
    if n != len(t1):
        raise ValueError('the arguments of zip() differ in length')
    for i in range(n):
        a = t[i]
        b = t1[i]
        y_saved.append(y)
        y = y * a + b

    bitems = zeros_like(t)
    bitems1 = zeros_like(t1)
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * a + b
        bb = by
        ba = y * by
        by = t[i] * by
        # Grad of: for a, b in zip([x, 2.0], [3.0, x * x], strict=True):
        bitems1 = add_at(bitems1, i, bb)
        bitems = add_at(bitems, i, ba)
    # Grad of: for a, b in zip([x, 2.0], [3.0, x * x], strict=True):
    bx = bitems[0] + 2 * x * bitems1[1]
    return float(np.real(bx))
