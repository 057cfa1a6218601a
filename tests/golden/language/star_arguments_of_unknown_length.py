# star arguments of unknown length

def total(*items):
    s = 1.0
    for item in items:
        s = s * item + item
    return s

def f(x):
    parts = [x * i for i in range(1, 4)]
    return total(*parts, x)


# Generated, with the kind of x known:

def total_fwd(*items):
    """Forward half of total: the result and its residuals."""
    s_saved = []
    s = 1.0
    n = len(items)
    for item in items:
        s_saved.append(s)
        s = s * item + item
    return s, (items, n, s_saved)


def total_bwd(residuals, bs):
    """Reverse half of total: the adjoint of items."""
    items, n, s_saved = residuals
    bitems1 = zeros_like(items)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * item + item
        bitem = unbroadcast((s + 1) * bs, items[i])
        bs = unbroadcast(items[i] * bs, s)
        # Grad of: for item in items:
        bitems1 = add_at(bitems1, i, bitem)
    # Grad of: for item in items:
    bitems = bitems1
    return bitems


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(1, 4):
        t.append(x * i)
    parts = t
    t1 = []
    t1.extend(parts)
    t1.append(x)
    t3, total_residuals = total_fwd(*t1)
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'star_arguments_of_unknown_length.py:9:5: the result of `f`')

    # Grad of: return total(*parts, x)
    bt1 = copied(total_bwd(total_residuals, b_return))
    bx = unappend(bt1)
    bt1 = truncate(bt1, -1)
    bx1 = bx
    # Grad of: parts = [x * i for i in range(1, 4)]
    bt = copied(unextend(bt1, parts))
    for i in range(3, 0, -1):
        # Grad of: parts = [x * i for i in range(1, 4)]
        bt2 = unappend(bt)
        bt = truncate(bt, -1)
        bx1 = bx1 + i * bt2
    return float(np.real(bx1))
