# The gradient of f towards x, y.

def f(x, y):
    return x // y * x


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t1 = x // y
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'floor_division.py:2:5: the result of `f`')

    # Grad of: return x // y * x
    bx = unbroadcast(t1 * b_return, x)
    return bx, as_gradient(None, y)
