# unpacking

def f(x):
    (a, b), c = (x, 2.0), x * x
    return a * b * c


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = (x, 2.0)
    a, b = t
    c = x * x

    # Grad of: return a * b * c
    bt3 = c * b_return
    bc = a * b * b_return
    ba = b * bt3
    bb = a * bt3
    # Grad of: (a, b), c = (x, 2.0), x * x
    bx = pack_like((ba, bb), t)[0] + 2 * x * bc
    return float(np.real(bx))
