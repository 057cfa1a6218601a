# is and in

def f(x):
    y = None
    if y is None and 2 in (1, 2, 3):
        y = x * x
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y = None
    cond = y is None and 2 in (1, 2, 3)
    if cond:
        y = x * x
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'is_and_in.py:5:5: the result of `f`')

    if cond:
        # Grad of: y = x * x
        bx = 2 * x * by
    else:
        bx = 0.0
    return float(np.real(bx))
