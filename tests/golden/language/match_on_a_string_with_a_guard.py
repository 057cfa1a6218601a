# match on a string with a guard

def f(x):
    kind = "square"
    match kind:
        case "square" if x > 1:
            return x * x
        case "square":
            return x ** 3
    return x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    kind = 'square'
    cond = kind == 'square' and x > 1
    if not cond:
        cond1 = kind == 'square'

    if cond:
        # Grad of: return x * x
        bx = 2 * x * b_return
    elif cond1:
        # Grad of: return x ** 3
        bx = 3 * x ** 2 * b_return
    else:
        # Grad of: return x
        bx = b_return
    return float(np.real(bx))
