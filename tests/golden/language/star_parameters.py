# star parameters

def total(first, *rest):
    s = first
    for item in rest:
        s = s * item + item
    return s

def f(x):
    return total(x, 2.0, x * x) + total(x)


# Generated, with the kind of x known:

def total_3_fwd(first, rest1, rest2):
    """Forward half of total_3: the result and its residuals."""
    s_saved = []
    rest = (rest1, rest2)
    s = first
    n = len(rest)
    for item in rest:
        s_saved.append(s)
        s = s * item + item
    return s, (rest, n, s_saved)


def total_3_bwd(residuals, bs):
    """Reverse half of total_3: the adjoints of first, rest2."""
    rest, n, s_saved = residuals
    bitems = zeros_like(rest)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * item + item
        bitem = (s + 1) * bs
        bs = rest[i] * bs
        # Grad of: for item in rest:
        bitems = add_at(bitems, i, bitem)
    # Grad of: for item in rest:
    brest = bitems
    # Grad of: s = first
    bfirst = bs
    brest2 = brest[1]
    return bfirst, brest2


def total_1_fwd(first):
    """Forward half of total_1: the result and its residuals."""
    s_saved = []
    rest = ()
    s = first
    n = len(rest)
    for item in rest:
        s_saved.append(s)
        s = s * item + item
    return s, (n, s_saved, rest)


def total_1_bwd(residuals, bs):
    """Reverse half of total_1: the adjoint of first."""
    n, s_saved, rest = residuals
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * item + item
        bs = unbroadcast(rest[i] * bs, s)
    # Grad of: s = first
    bfirst = bs
    return bfirst


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, total_3_residuals = total_3_fwd(x, 2.0, x * x)
    t3, total_1_residuals = total_1_fwd(x)
    t = t1 + t3
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'star_parameters.py:8:5: the result of `f`')

    # Grad of: return total(x, 2.0, x * x) + total(x)
    bx = total_1_bwd(total_1_residuals, b_return)
    bx_part, bt2_part = total_3_bwd(total_3_residuals, np.sum(b_return))
    bx = bx + 2 * x * bt2_part + bx_part
    return float(np.real(bx))
