# The gradient of f towards x.

def g(a, b=2.0, *, c=1.0):
    return a * b * c


def f(x):
    return g(x, c=x) + g(b=x, a=3.0)


# Generated:

def g_fwd(a, b=2.0, *, c=1.0):
    """Forward half of g: the result and its residuals."""
    t1 = a * b
    return t1 * c, (t1, c, b, a)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoints of a, c."""
    t1, c, b, a = residuals
    # Grad of: return a * b * c
    bc = unbroadcast(t1 * b_return, c)
    ba = unbroadcast(b * c * b_return, a)
    return ba, bc


def g_fwd1(a, b=2.0, *, c=1.0):
    """Forward half of g: the result and its residuals."""
    return a * b * c, (a, c)


def g_bwd1(residuals, b_return):
    """Reverse half of g: the adjoint of b."""
    a, c = residuals
    # Grad of: return a * b * c
    bb = a * c * b_return
    return bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, g_residuals = g_fwd(x, c=x)
    t2, g_residuals1 = g_fwd1(b=x, a=3.0)
    t = t1 + t2
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'call_keywords.py:6:5: the result of `f`')

    # Grad of: return g(x, c=x) + g(b=x, a=3.0)
    bx = g_bwd1(g_residuals1, unbroadcast(b_return, t2))
    bx_part, bx_part1 = g_bwd(g_residuals, unbroadcast(b_return, t1))
    bx = add(add(bx, bx_part1), bx_part)
    return as_gradient(bx, x, owned=True)
