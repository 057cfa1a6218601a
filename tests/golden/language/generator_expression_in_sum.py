# generator expression in sum

def f(x):
    return sum(x ** i / (i + 1) for i in range(4))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    for i in range(4):
        t = x ** i / (i + 1)

    bx = 0.0
    for i in range(3, -1, -1):
        # Grad of: return sum(x ** i / (i + 1) for i in range(4))
        bx = bx + power_base_partial(x, i) * b_return / (i + 1)
    return bx
