# underscore

def f(x):
    _ = x * x
    for _ in range(3):
        x = x * 1.5
    return x * _


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    _ = x * x
    x_saved = x
    for _ in range(3):
        x = x * 1.5

    # Grad of: return x * _
    bx = _ * b_return
    b_ = x * b_return
    for _ in range(2, -1, -1):
        # Grad of: x = x * 1.5
        bx = 1.5 * bx
        b_ = 0.0
    x = x_saved
    # Grad of: _ = x * x
    bx = bx + 2 * x * b_
    return bx
