# loop variable after the loop

def f(x):
    for i in range(4):
        pass
    return x ** i


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    for i in range(4):
        pass
    # Grad of: return x ** i
    bx = power_base_partial(x, i) * b_return
    return bx
