# constant of a module

def f(x):
    return np.pi * x * x + math.e * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    # Grad of: return np.pi * x * x + math.e * x
    bx = (np.pi * x + np.pi * x + math.e) * b_return
    return bx
