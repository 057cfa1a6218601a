# star parameters

def total(first, *rest):
    s = first
    for item in rest:
        s = s * item + item
    return s

def f(x):
    return total(x, 2.0, x * x) + total(x)


# Generated, with the kind of x known:

def total_fwd(first, *rest):
    """Forward half of total: the result and its residuals."""
    s_saved = []
    s = first
    n = len(rest)
    for item in rest:
        s_saved.append(s)
        s = s * item + item
    return s, (rest, n, s_saved)


def total_bwd(residuals, bs):
    """Reverse half of total: the adjoints of first, rest."""
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
    return bfirst, brest


def total_fwd1(first, *rest):
    """Forward half of total: the result and its residuals."""
    s_saved = []
    s = first
    n = len(rest)
    for item in rest:
        s_saved.append(s)
        s = s * item + item
    return s, (n, s_saved, rest)


def total_bwd1(residuals, bs):
    """Reverse half of total: the adjoint of first."""
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
    t1, total_residuals = total_fwd(x, *(2.0, x * x))
    t4, total_residuals1 = total_fwd1(x, *())
    t = t1 + t4
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'star_parameters.py:8:5: the result of `f`')

    # Grad of: return total(x, 2.0, x * x) + total(x)
    bx = total_bwd1(total_residuals1, b_return)
    bx_part, bt3_part = total_bwd(total_residuals, np.sum(b_return))
    bx = bx + 2 * x * bt3_part[1] + bx_part
    return float(np.real(bx))
