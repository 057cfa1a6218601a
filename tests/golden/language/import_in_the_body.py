# import in the body

def f(x):
    import math as m
    from numpy import sin
    return m.cos(x) * sin(x)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    # Grad of: return m.cos(x) * sin(x)
    bx = (np.cos(x) * m.cos(x) - m.sin(x) * sin(x)) * b_return
    return bx
