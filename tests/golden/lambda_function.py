# The gradient of f towards x.

def f(x):
    g = lambda y: y * x
    return g(x) + 1


# Generated:

def g_fwd(y, *, x):
    """Forward half of g: the result and its residuals."""
    return y * x, (x, y)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoints of y, x."""
    x, y = residuals
    # Grad of: g = lambda y: y * x
    by = unbroadcast(x * b_return, y)
    bx = unbroadcast(y * b_return, x)
    return by, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, g_residuals = g_fwd(x, x=x)
    t = t1 + 1
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'lambda_function.py:3:5: the result of `f`')

    # Grad of: return g(x) + 1
    bx, bx_part = g_bwd(g_residuals, b_return)
    bx = add(bx, bx_part)
    return as_gradient(bx, x, owned=True)
