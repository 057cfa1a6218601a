# The gradient of f towards x.

def f(x):
    if x < 0:
        return -x * x
    y = np.exp(x)
    return y * x


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    cond = x < 0
    if cond:
        t = -x
        result = t * x
    else:
        y = np.exp(x)
        result = y * x
    if np.shape(b_return) != np.shape(result):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(result, b_return, 'early_return.py:2:5: the result of `f`')

    if cond:
        # Grad of: return -x * x
        bx = (t - x) * b_return
    else:
        # Grad of: return y * x
        by = x * b_return
        bx = y * b_return
        # Grad of: y = np.exp(x)
        bx = bx + y * by
    return as_gradient(bx, x, owned=True)
