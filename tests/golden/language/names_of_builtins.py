# names of builtins

def f(x):
    list = x * x
    sum = list * x
    id = 2.0
    return sum * id + list


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    list_ = x * x
    id = 2.0

    # Grad of: return sum * id + list
    blist_ = b_return
    bsum = id * b_return
    # Grad of: sum = list * x
    blist_ = blist_ + x * bsum
    bx = list_ * bsum
    # Grad of: list = x * x
    bx = bx + 2 * x * blist_
    return bx
