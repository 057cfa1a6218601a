# The gradient of f towards x, y.

def f(x, y):
    return x // y * x


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t1 = x // y
    if np.shape(b_return) != np.shape(t1 * x):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    # Grad of: return x // y * x
    bx = unbroadcast(t1 * b_return, x)
    return bx, as_gradient(None, y)
