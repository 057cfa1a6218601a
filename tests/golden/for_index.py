# The gradient of f towards x, with the kinds of the arguments known.

def f(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] ** 2
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    bx = zeros_like(x)
    for i in range(len(x) - 1, -1, -1):
        # Grad of: s += x[i] ** 2
        bx[i] += 2 * x[i] * bs
    return bx
