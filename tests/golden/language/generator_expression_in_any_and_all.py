# generator expression in any and all

def f(x):
    if any(x > i for i in range(2)) and all(x < 5 - i for i in range(3)):
        return x * x
    return x ** 3


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    found = False
    for i1 in range(2):
        if x > i1:
            found = True
            break
    t = found
    if t:
        holds = True
        for i2 in range(3):
            if not x < 5 - i2:
                holds = False
                break
        t = holds

    if t:
        # Grad of: return x * x
        bx = 2 * x * b_return
    else:
        # Grad of: return x ** 3
        bx = 3 * x ** 2 * b_return
    return bx
