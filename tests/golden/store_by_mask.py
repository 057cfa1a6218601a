# The gradient of f towards x.

def f(x: "float64[:]"):
    y = np.log(x)
    y[x < 0.5] = 0.0
    return np.sum(y)


# Generated:

def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    y = np.log(x)
    t = x < 0.5
    y[t] = 0.0

    # Grad of: return np.sum(y)
    by = copied(broadcast_like(b_return, y))
    # Grad of: y[x < 0.5] = 0.0
    taken(by, t)
    # Grad of: y = np.log(x)
    bx = nonzero(by, by / x)
    return as_gradient(bx, x)
