# The gradient of fun towards x.

def fun(x, y):
    z = x ** 2 + 3 * x * y + y ** 2
    return z


# Generated:

def dfundx(x, y, bz=1.0):
    """Gradient of fun with respect to x."""
    z = x ** 2 + 3 * x * y + y ** 2
    if np.shape(bz) != np.shape(z):
        raise ValueError('bz and z differ in shape: the gradient of an array needs its seed')
    refuse_complex(z, bz, 'fun.py:3:5: the result of `fun`')
    # Grad of: z = x ** 2 + 3 * x * y + y ** 2
    bx = unbroadcast((2 * x + 3 * y) * bz, x)
    return bx
