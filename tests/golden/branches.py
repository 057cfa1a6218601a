# The gradient of f towards x, y.

def f(x, y):
    if x > y:
        z = x * y
    elif x > 1:
        z = x ** 2 * y
    else:
        z = y
    return z


# Generated:

def dfdxy(x, y, bz=1.0):
    """Gradient of f with respect to x and y."""
    cond = x > y
    if cond:
        z = x * y
    else:
        cond1 = x > 1
        if cond1:
            t = x ** 2
            z = t * y
        else:
            z = y
    if np.shape(bz) != np.shape(z):
        raise ValueError('bz and z differ in shape: the gradient of an array needs its seed')
    refuse_complex(z, bz, 'branches.py:8:5: the result of `f`')

    if cond:
        # Grad of: z = x * y
        bx = unbroadcast(y * bz, x)
        by = unbroadcast(x * bz, y)
    elif cond1:
        # Grad of: z = x ** 2 * y
        by = unbroadcast(t * bz, y)
        bx = unbroadcast(2 * x * y * bz, x)
    else:
        # Grad of: z = y
        by = bz
        bx = zeros_like(x)
    return as_gradient(bx, x), as_gradient(by, y)
