# The gradient of f towards x, with the kinds of the arguments known.

def f(x):
    s = 0.0
    for e in x:
        s = s + e * e
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    bitems = zeros_like(x)
    for i in range(len(x) - 1, -1, -1):
        # Grad of: s = s + e * e
        be = 2 * x[i] * bs
        # Grad of: for e in x:
        bitems[i] += be
    return bitems
