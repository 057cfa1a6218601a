# The gradient of f towards x.

def f(x):
    y = x
    if x > 0:
        y = y * y * y
    return y


# Generated:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y = x
    cond = x > 0
    if cond:
        t = y * y
        y_saved = y
        y = t * y
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'branch_one_side.py:5:5: the result of `f`')

    if cond:
        y = y_saved
        # Grad of: y = y * y * y
        by = 2 * y * (y * by) + t * by
    # Grad of: y = x
    bx = by
    return as_gradient(bx, x)
