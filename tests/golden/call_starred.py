# The gradient of f towards x, y.

def g(a, *rest):
    for r in rest:
        a = a * r
    return a


def f(x, y):
    return g(x, y, x)


# Generated:

def g_3_fwd(a, rest1, rest2):
    """Forward half of g_3: the result and its residuals."""
    a_saved = []
    rest = (rest1, rest2)
    n = len(rest)
    for r in rest:
        a_saved.append(a)
        a = a * r
    return a, (rest, n, a_saved)


def g_3_bwd(residuals, ba):
    """Reverse half of g_3: the adjoints of a, rest1, rest2."""
    rest, n, a_saved = residuals
    bitems = zeros_like(rest)
    for i in range(n - 1, -1, -1):
        a = a_saved.pop()
        # Grad of: a = a * r
        br = unbroadcast(a * ba, rest[i])
        ba = unbroadcast(rest[i] * ba, a)
        # Grad of: for r in rest:
        bitems = add_at(bitems, i, br)
    # Grad of: for r in rest:
    brest = bitems
    brest1 = brest[0]
    brest2 = brest[1]
    return ba, brest1, brest2


def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t, g_3_residuals = g_3_fwd(x, y, x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'call_starred.py:8:5: the result of `f`')
    # Grad of: return g(x, y, x)
    bx, by, bx_part = g_3_bwd(g_3_residuals, b_return)
    bx = add(bx, bx_part)
    return as_gradient(bx, x, owned=True), as_gradient(by, y)
