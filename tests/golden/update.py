# The gradient of f towards x, y.

def f(x, y):
    z = x * y
    z += x
    z *= z
    return z


# Generated:

def dfdxy(x, y, bz=1.0):
    """Gradient of f with respect to x and y."""
    z = x * y
    z1 = z + x
    z2 = z1 * z1
    if np.shape(bz) != np.shape(z2):
        raise ValueError('bz and z2 differ in shape: the gradient of an array needs its seed')
    refuse_complex(z2, bz, 'update.py:5:5: the result of `f`')

    # Grad of: z *= z
    bz = 2 * z1 * bz
    # Grad of: z += x
    bx = unbroadcast(bz, x)
    bz = unbroadcast(bz, z)
    # Grad of: z = x * y
    bx = bx + unbroadcast(y * bz, x)
    by = unbroadcast(x * bz, y)
    return as_gradient(bx, x, owned=True), by
