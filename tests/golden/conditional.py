# The gradient of f towards x, y.

def f(x, y):
    z = x if x > y else y * 2.0
    return z * z


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    cond = x > y
    if cond:
        z = x
    else:
        z = y * 2.0
    t = z * z
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'conditional.py:3:5: the result of `f`')

    # Grad of: return z * z
    bz = unbroadcast(2 * z * b_return, z)
    if cond:
        # Grad of: z = x if x > y else y * 2.0
        bx = bz
        by = zeros_like(y)
    else:
        # Grad of: z = x if x > y else y * 2.0
        by = 2.0 * bz
        bx = zeros_like(x)
    return as_gradient(bx, x), as_gradient(by, y)
