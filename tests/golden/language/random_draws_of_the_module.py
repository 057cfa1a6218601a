# random draws of the module

def f(x):
    np.random.seed(3)
    noise = np.random.normal(size=4)
    return np.sum((x * noise + 1.0) ** 2)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    np.random.seed(3)
    noise = np.random.normal(size=4)
    # Grad of: return np.sum((x * noise + 1.0) ** 2)
    bx = np.sum(2.0 * noise * (x * noise + 1.0) * b_return)
    return float(bx)
