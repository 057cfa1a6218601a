# The gradient of f towards x, y.

def f(x, y):
    return x * y if 0 < y < x else x


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    cond = 0 < y < x
    if cond:
        t = x * y
    else:
        t = x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'comparison_chain.py:2:5: the result of `f`')

    if cond:
        # Grad of: return x * y if 0 < y < x else x
        bx = unbroadcast(y * b_return, x)
        by = unbroadcast(x * b_return, y)
    else:
        # Grad of: return x * y if 0 < y < x else x
        bx = b_return
        by = zeros_like(y)
    return as_gradient(bx, x), as_gradient(by, y)
