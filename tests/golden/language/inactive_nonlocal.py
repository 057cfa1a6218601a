# inactive nonlocal

def f(x):
    calls = 0

    def g(a):
        nonlocal calls
        calls += 1
        return a * calls
    return g(x) * g(x)


# Generated, with the kind of x known:

def g_fwd(a, *, calls):
    """Forward half of g: the result and its residuals."""
    calls[0] += 1
    t1 = calls[0]
    return a * t1, (t1,)


def g_bwd(residuals, b_return, bcalls):
    """Reverse half of g: the adjoint of a, and what it makes of the adjoint of calls."""
    t1 = residuals[0]
    # Grad of: return a * calls
    ba = np.sum(t1 * b_return)
    return ba


def g_fwd1(a, *, calls):
    """Forward half of g: the result and its residuals."""
    calls_saved = kept_content(calls, 0)
    calls[0] += 1
    t1 = calls[0]
    return a * t1, (t1, a, calls, calls_saved)


def g_bwd1(residuals, b_return, bcalls):
    """Reverse half of g: the adjoint of a, and what it makes of the adjoint of calls."""
    t1, a, calls, calls_saved = residuals
    # Grad of: return a * calls
    ba = np.sum(t1 * b_return)
    add_at(bcalls, 0, a * b_return)
    restore_content(calls, 0, calls_saved)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    calls = [0]
    t1, g_residuals = g_fwd(x, calls=calls)
    t2, g_residuals1 = g_fwd1(x, calls=calls)
    t = t1 * t2
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'inactive_nonlocal.py:8:5: the result of `f`')

    bcalls = zeros_like(calls)
    # Grad of: return g(x) * g(x)
    bx = g_bwd1(g_residuals1, unbroadcast(t1 * b_return, t2), bcalls)
    bx = bx + g_bwd(g_residuals, unbroadcast(t2 * b_return, t1), bcalls)
    return float(np.real(bx))
