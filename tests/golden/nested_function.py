# The gradient of f towards x.

def f(x):
    def g(y):
        return y * x
    z = g(2.0)
    x = x * 3
    return z + g(x)


# Generated:

def g_fwd(y, *, x):
    """Forward half of g: the result and its residuals."""
    return y * x, (y,)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoint of x."""
    y = residuals[0]
    # Grad of: return y * x
    bx = y * b_return
    return bx


def g_fwd1(y, *, x):
    """Forward half of g: the result and its residuals."""
    return y * x, (x, y)


def g_bwd1(residuals, b_return):
    """Reverse half of g: the adjoints of y, x."""
    x, y = residuals
    # Grad of: return y * x
    by = unbroadcast(x * b_return, y)
    bx = unbroadcast(y * b_return, x)
    return by, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    z, g_residuals = g_fwd(2.0, x=x)
    x1 = x * 3
    t1, g_residuals1 = g_fwd1(x1, x=x1)
    t = z + t1
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'nested_function.py:6:5: the result of `f`')

    # Grad of: return z + g(x)
    bx, bx_part = g_bwd1(g_residuals1, unbroadcast(b_return, t1))
    bz = unbroadcast(b_return, z)
    bx = add(bx, bx_part)
    # Grad of: x = x * 3
    bx = 3 * bx
    # Grad of: z = g(2.0)
    bx = add(bx, g_bwd(g_residuals, bz))
    return as_gradient(bx, x, owned=True)
