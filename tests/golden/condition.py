# The gradient of f towards x.

def f(x, y):
    if x > 0 and not y > 1 or x > 5:
        x = x * y
    return x


# Generated:

def dfdx(x, y, bx=1.0):
    """Gradient of f with respect to x."""
    cond = x > 0 and not y > 1 or x > 5
    if cond:
        x_saved = x
        x = x * y
    if np.shape(bx) != np.shape(x):
        raise ValueError('bx and x differ in shape: the gradient of an array needs its seed')
    refuse_complex(x, bx, 'condition.py:4:5: the result of `f`')

    if cond:
        x = x_saved
        # Grad of: x = x * y
        bx = unbroadcast(y * bx, x)
    return as_gradient(bx, x)
