# mutual recursion

def even(a, n):
    return a if n == 0 else odd(a * 1.5, n - 1)

def odd(a, n):
    return a * a if n == 0 else even(a * a, n - 1)

def f(x):
    return even(x, 3)


# Generated, with the kind of x known:

def odd_fwd(a, n):
    """Forward half of odd: the result and its residuals."""
    even_residuals = None
    cond = n == 0
    if cond:
        t = a * a
    else:
        t, even_residuals = even_fwd(a * a, n - 1)
    return t, (cond, a, even_residuals)


def odd_bwd(residuals, b_return):
    """Reverse half of odd: the adjoint of a."""
    cond, a, even_residuals = residuals
    if cond:
        # Grad of: return a * a if n == 0 else even(a * a, n - 1)
        ba = 2 * a * b_return
    else:
        # Grad of: return a * a if n == 0 else even(a * a, n - 1)
        ba = 2 * a * even_bwd(even_residuals, b_return)
    return ba


def even_fwd(a, n):
    """Forward half of even: the result and its residuals."""
    odd_residuals = None
    cond = n == 0
    if cond:
        t = a
    else:
        t, odd_residuals = odd_fwd(a * 1.5, n - 1)
    return t, (cond, odd_residuals)


def even_bwd(residuals, b_return):
    """Reverse half of even: the adjoint of a."""
    cond, odd_residuals = residuals
    if cond:
        # Grad of: return a if n == 0 else odd(a * 1.5, n - 1)
        ba = b_return
    else:
        # Grad of: return a if n == 0 else odd(a * 1.5, n - 1)
        ba = 1.5 * odd_bwd(odd_residuals, b_return)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, even_residuals = even_fwd(x, 3)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'mutual_recursion.py:8:5: the result of `f`')
    # Grad of: return even(x, 3)
    bx = even_bwd(even_residuals, b_return)
    return float(np.real(bx))
