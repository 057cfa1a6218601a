# builtins that the output needs

def f(x):
    len = x * x
    range = len * x
    return range + len


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    len_ = x * x
    # Grad of: return range + len
    blen_ = b_return
    # Grad of: range = len * x
    blen_ = blen_ + x * b_return
    bx = len_ * b_return
    # Grad of: len = x * x
    bx = bx + 2 * x * blen_
    return bx
