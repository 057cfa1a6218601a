# chain with a call in the middle

def f(x):
    if 0 < abs(x - 1) < 0.35 <= x:
        return x * x
    return x ** 3


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    if 0 < abs(x - 1) < 0.35 <= x:
        # Grad of: return x * x
        bx = 2 * x * b_return
    else:
        # Grad of: return x ** 3
        bx = 3 * x ** 2 * b_return
    return float(np.real(bx))
