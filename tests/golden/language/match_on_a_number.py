# match on a number

def f(x):
    order = 2 if x > 1 else 3
    match order:
        case 1:
            y = x
        case 2 | 4:
            y = x * x
        case _:
            y = x ** 3
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    if x > 1:
        order = 2
    else:
        order = 3
    cond1 = order == 1
    if not cond1:
        cond2 = order in (2, 4)

    if cond1:
        # Grad of: y = x
        bx = by
    elif cond2:
        # Grad of: y = x * x
        bx = 2 * x * by
    else:
        # Grad of: y = x ** 3
        bx = 3 * x ** 2 * by
    return float(np.real(bx))
