# assert

def f(x):
    assert x > 0, f"{x} is not positive"
    return x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    assert x > 0, f'{x} is not positive'
    # Grad of: return x * x
    bx = 2 * x * b_return
    return bx
