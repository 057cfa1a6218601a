# match on a tuple

def f(x):
    match (x, x * x, 2.0):
        case (a, b):
            y = a * b
        case (a, *rest):
            y = a * rest[0] + rest[1] * x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    a = x
    rest = [x * x, 2.0]

    # Grad of: y = a * rest[0] + rest[1] * x
    bx = rest[1] * by
    ba = rest[0] * by
    brest = zeros_like(rest)
    brest = add_at(brest, 1, x * by)
    brest = add_at(brest, 0, a * by)
    # Grad of: case (a, *rest):
    bsubject = brest[0]
    # Grad of: match (x, x * x, 2.0): case (a, b): y = a * b case (a, *rest):
    bx = bx + ba
    # Grad of: match (x, x * x, 2.0):
    bx = bx + 2 * x * bsubject
    return float(np.real(bx))
