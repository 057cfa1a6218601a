# The gradient of f towards x, y.

def f(x, y):
    return np.sum(x * y + x)


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t1 = x * y + x
    refuse_complex(np.sum(t1), b_return, 'broadcasting.py:2:5: the result of `f`')
    # Grad of: return np.sum(x * y + x)
    bt1 = broadcast_like(b_return, t1)
    bx = unbroadcast((y + 1) * bt1, x)
    by = unbroadcast(x * bt1, y)
    return bx, by
