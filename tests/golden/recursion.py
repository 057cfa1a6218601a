# The gradient of f towards x.

def f(x, n):
    if n == 0:
        return 1.0
    return x * f(x, n - 1)


# Generated:

def f_fwd(x, n):
    """Forward half of f: the result and its residuals."""
    f_residuals = None
    t = None
    cond = n == 0
    if cond:
        result = 1.0
    else:
        t, f_residuals = f_fwd(x, n - 1)
        result = x * t
    return result, (cond, x, f_residuals, t)


def f_bwd(residuals, b_return):
    """Reverse half of f: the adjoint of x."""
    cond, x, f_residuals, t = residuals
    if cond:
        bx = zeros_like(x)
    else:
        # Grad of: return x * f(x, n - 1)
        bx = f_bwd(f_residuals, unbroadcast(x * b_return, t)) + unbroadcast(t * b_return, x)
    return bx


def dfdx(x, n, b_return=1.0):
    """Gradient of f with respect to x."""
    cond = n == 0
    if cond:
        result = 1.0
    else:
        t, f_residuals = f_fwd(x, n - 1)
        result = x * t
    if np.shape(b_return) != np.shape(result):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(result, b_return, 'recursion.py:2:5: the result of `f`')

    if cond:
        bx = zeros_like(x)
    else:
        # Grad of: return x * f(x, n - 1)
        bx = f_bwd(f_residuals, unbroadcast(x * b_return, t)) + unbroadcast(t * b_return, x)
    return as_gradient(bx, x)
