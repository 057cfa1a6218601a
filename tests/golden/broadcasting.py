# The gradient of f towards x, y.

def f(x, y):
    return np.sum(x * y + x)


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    # Grad of: return np.sum(x * y + x)
    bt1 = broadcast_like(b_return, x * y + x)
    bx = unbroadcast((y + 1) * bt1, x)
    by = unbroadcast(x * bt1, y)
    return bx, by
