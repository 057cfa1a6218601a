# The gradient of f towards x.

def g(a, b):
    return a * b, a


def f(x):
    p, q = g(x, x)
    return p * q


# Generated:

def g_fwd(a, b):
    """Forward half of g: the result and its residuals."""
    return (a * b, a), (b, a)


def g_bwd(residuals, b_return):
    """Reverse half of g: the adjoints of a, b."""
    b, a = residuals
    # Grad of: return a * b, a
    bt1 = b_return[0]
    ba = b_return[1] + unbroadcast(b * bt1, a)
    bb = unbroadcast(a * bt1, b)
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, g_residuals = g_fwd(x, x)
    p, q = t
    t1 = p * q
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'call_tuple.py:7:5: the result of `f`')

    # Grad of: return p * q
    bp = unbroadcast(q * b_return, p)
    bq = unbroadcast(p * b_return, q)
    # Grad of: p, q = g(x, x)
    bx, bx_part = g_bwd(g_residuals, pack_like((bp, bq), t))
    bx = add(bx, bx_part)
    return as_gradient(bx, x, owned=True)
