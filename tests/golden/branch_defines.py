# The gradient of f towards x.

def f(x):
    positive = x > 0
    if positive:
        y = x * x
    z = x
    if positive:
        z = z * y
    return z


# Generated:

def dfdx(x, bz=1.0):
    """Gradient of f with respect to x."""
    y = None
    positive = x > 0
    if positive:
        y = x * x
    z = x
    if positive:
        z_saved = z
        z = z * y
    if np.shape(bz) != np.shape(z):
        raise ValueError('bz and z differ in shape: the gradient of an array needs its seed')
    refuse_complex(z, bz, 'branch_defines.py:8:5: the result of `f`')

    if positive:
        z = z_saved
        # Grad of: z = z * y
        by = z * bz
        bz = y * bz
    else:
        by = zeros_like(y)
    # Grad of: z = x
    bx = bz
    if positive:
        # Grad of: y = x * x
        bx = bx + 2 * x * by
    return as_gradient(bx, x)
