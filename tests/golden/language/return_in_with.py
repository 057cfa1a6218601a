# return in with

def f(x):
    with np.errstate(divide="ignore"):
        if x > 1:
            return x * x
        y = x ** 3
    return y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    returned = False
    with np.errstate(divide='ignore'):
        cond = x > 1
        if cond:
            returned = True

    if returned:
        by = 0.0
    else:
        # Grad of: return y
        by = b_return
        b_return = 0.0
    if cond:
        # Grad of: return x * x
        bx = 2 * x * b_return
    else:
        # Grad of: y = x ** 3
        bx = 3 * x ** 2 * by
    return float(np.real(bx))
