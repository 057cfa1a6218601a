# search in a list

def f(x):
    for bound in [0.5, 1.0, 2.0]:
        if x < bound:
            return x * bound
    return x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    returned = False
    for bound in [0.5, 1.0, 2.0]:
        if x < bound:
            returned = True
            break

    if returned:
        # Grad of: return x * bound
        bx = bound * b_return
    else:
        # Grad of: return x * x
        bx = 2 * x * b_return
    return float(np.real(bx))
