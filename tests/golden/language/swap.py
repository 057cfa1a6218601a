# swap

def f(x):
    a, b = x, x * x
    for _ in range(3):
        a, b = b, a * b * 0.5
    return a - b


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    a_saved = []
    b_saved = []
    a = x
    b = x * x
    for _ in range(3):
        t4 = a * b
        a_saved.append(a)
        a = b
        b_saved.append(b)
        b = t4 * 0.5

    # Grad of: return a - b
    ba = b_return
    bb = -b_return
    for _ in range(2, -1, -1):
        b = b_saved.pop()
        a = a_saved.pop()
        # Grad of: a, b = b, a * b * 0.5
        bt4 = 0.5 * bb
        bb = ba + a * bt4
        ba = b * bt4
    # Grad of: a, b = x, x * x
    bx = ba + 2 * x * bb
    return bx
