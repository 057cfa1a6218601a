# nested functions that call each other

def f(x):
    def even(a, n):
        return a if n == 0 else odd(a * x, n - 1)
    def odd(a, n):
        return a * a if n == 0 else even(a + x, n - 1)
    return even(x, 3)


# Generated, with the kind of x known:

def odd_fwd(a, n, *, x):
    """Forward half of odd: the result and its residuals."""
    even_odd_residuals = None
    cond = n == 0
    if cond:
        t = a * a
    else:
        t, even_odd_residuals = even_odd_fwd(a + x, n - 1, x=x, x1=x)
    return t, (cond, a, even_odd_residuals)


def odd_bwd(residuals, b_return):
    """Reverse half of odd: the adjoints of a, x."""
    cond, a, even_odd_residuals = residuals
    if cond:
        # Grad of: return a * a if n == 0 else even(a + x, n - 1)
        ba = 2 * a * b_return
        bx = 0.0
    else:
        # Grad of: return a * a if n == 0 else even(a + x, n - 1)
        bt1_part, bx, bx_part = even_odd_bwd(even_odd_residuals, b_return)
        bx = bx + bt1_part + bx_part
        ba = bt1_part
    return ba, bx


def even_odd_fwd(a, n, *, x, x1):
    """Forward half of even_odd: the result and its residuals."""
    odd1_residuals = None
    cond = n == 0
    if cond:
        t = a
    else:
        t, odd1_residuals = odd_fwd(a * x, n - 1, x=x1)
    return t, (cond, odd1_residuals, x, a)


def even_odd_bwd(residuals, b_return):
    """Reverse half of even_odd: the adjoints of a, x, x1."""
    cond, odd1_residuals, x, a = residuals
    if cond:
        # Grad of: return a if n == 0 else odd(a * x, n - 1)
        ba = b_return
        bx = 0.0
        bx1 = 0.0
    else:
        # Grad of: return a if n == 0 else odd(a * x, n - 1)
        bt1_part, bx1 = odd_bwd(odd1_residuals, b_return)
        ba = x * bt1_part
        bx = a * bt1_part
    return ba, bx, bx1


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, even_odd_residuals = even_odd_fwd(x, 3, x=x, x1=x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'nested_functions_that_call_each_other.py:6:5: the result of `f`')
    # Grad of: return even(x, 3)
    bx, bx_part, bx_part1 = even_odd_bwd(even_odd_residuals, b_return)
    bx = bx + bx_part1 + bx_part
    return float(np.real(bx))
