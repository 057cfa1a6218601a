# Unicode names that are the same

def f(x):
    ﬁt = x * x
    fit = fit * x
    Å = fit + ﬁt
    return Å * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    fit = x * x
    fit1 = fit * x
    Å = fit1 + fit1

    # Grad of: return Å * x
    bÅ = x * b_return
    bx = Å * b_return
    # Grad of: Å = fit + ﬁt
    bfit = 2 * bÅ
    # Grad of: fit = fit * x
    bx = bx + fit * bfit
    bfit = x * bfit
    # Grad of: ﬁt = x * x
    bx = bx + 2 * x * bfit
    return bx
