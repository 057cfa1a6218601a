# with np.errstate

def f(x):
    with np.errstate(all="ignore"):
        y = np.log(x) * x
    return y * y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    with np.errstate(all='ignore'):
        t = np.log(x)
        y = t * x

    # Grad of: return y * y
    by = 2 * y * b_return
    # Grad of: y = np.log(x) * x
    bx = (np.divide(1.0, x) * x + t) * by
    return float(np.real(bx))
