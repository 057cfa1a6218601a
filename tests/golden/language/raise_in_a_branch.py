# raise in a branch

def f(x):
    if x > 100:
        raise ValueError(f"{x} is too large")
    return x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    if x > 100:
        raise ValueError(f'{x} is too large')
    # Grad of: return x * x
    bx = 2 * x * b_return
    return bx
