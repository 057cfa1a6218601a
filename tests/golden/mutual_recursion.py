# The gradient of f towards x.

def even(x, n):
    return x if n == 0 else x * odd(x, n - 1)


def odd(x, n):
    return x + 1 if n == 0 else x * x * even(x, n - 1)


def f(x, n):
    return even(x, n)


# Generated:

def odd_fwd(x, n):
    """Forward half of odd: the result and its residuals."""
    even_residuals = None
    t1 = None
    t2 = None
    cond = n == 0
    if cond:
        t = x + 1
    else:
        t1 = x * x
        t2, even_residuals = even_fwd(x, n - 1)
        t = t1 * t2
    return t, (cond, even_residuals, t1, t2, x)


def odd_bwd(residuals, b_return):
    """Reverse half of odd: the adjoint of x."""
    cond, even_residuals, t1, t2, x = residuals
    if cond:
        # Grad of: return x + 1 if n == 0 else x * x * even(x, n - 1)
        bx = b_return
    else:
        # Grad of: return x + 1 if n == 0 else x * x * even(x, n - 1)
        bx = even_bwd(even_residuals, unbroadcast(t1 * b_return, t2))
        bx = bx + unbroadcast(2 * x * (t2 * b_return), x)
    return bx


def even_fwd(x, n):
    """Forward half of even: the result and its residuals."""
    odd_residuals = None
    t1 = None
    cond = n == 0
    if cond:
        t = x
    else:
        t1, odd_residuals = odd_fwd(x, n - 1)
        t = x * t1
    return t, (cond, odd_residuals, x, t1)


def even_bwd(residuals, b_return):
    """Reverse half of even: the adjoint of x."""
    cond, odd_residuals, x, t1 = residuals
    if cond:
        # Grad of: return x if n == 0 else x * odd(x, n - 1)
        bx = b_return
    else:
        # Grad of: return x if n == 0 else x * odd(x, n - 1)
        bx = odd_bwd(odd_residuals, unbroadcast(x * b_return, t1)) + unbroadcast(t1 * b_return, x)
    return bx


def dfdx(x, n, b_return=1.0):
    """Gradient of f with respect to x."""
    t, even_residuals = even_fwd(x, n)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'mutual_recursion.py:10:5: the result of `f`')
    # Grad of: return even(x, n)
    bx = even_bwd(even_residuals, b_return)
    return as_gradient(bx, x)
