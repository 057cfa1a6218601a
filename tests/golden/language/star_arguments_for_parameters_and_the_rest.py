# star arguments for parameters and the rest

def scaled(k, *args, c=2.0):
    s = c
    for one in args:
        s = s + k * one
    return s

def f(x):
    parts = [x * i for i in range(1, 5)]
    return scaled(*parts, c=x) * scaled(x, *parts)


# Generated, with the kind of x known:

def scaled_fwd(k, *args, c=2.0):
    """Forward half of scaled: the result and its residuals."""
    s_saved = []
    s = c
    items = sequence(args)
    n = len(items)
    for one in items:
        s_saved.append(s)
        s = s + k * one
    return s, (items, k, n, s_saved, args)


def scaled_bwd(residuals, bs):
    """Reverse half of scaled: the adjoints of k, args, c."""
    items, k, n, s_saved, args = residuals
    bitems = zeros_like(items)
    bk = zeros_like(k)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s + k * one
        bk = bk + unbroadcast(items[i] * bs, k)
        bone = unbroadcast(k * bs, items[i])
        bs = unbroadcast(bs, s)
        # Grad of: for one in args:
        bitems = add_at(bitems, i, bone)
    # Grad of: for one in args:
    bargs = unsequence(bitems, args)
    # Grad of: s = c
    bc = bs
    return bk, bargs, bc


def scaled_fwd1(k, *args, c=2.0):
    """Forward half of scaled: the result and its residuals."""
    s_saved = []
    s = c
    items = sequence(args)
    n = len(items)
    for one in items:
        s_saved.append(s)
        s = s + k * one
    return s, (items, k, n, s_saved, args)


def scaled_bwd1(residuals, bs):
    """Reverse half of scaled: the adjoints of k, args."""
    items, k, n, s_saved, args = residuals
    bitems = zeros_like(items)
    bk = zeros_like(k)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s + k * one
        bk = bk + unbroadcast(items[i] * bs, k)
        bone = unbroadcast(k * bs, items[i])
        bs = unbroadcast(bs, s)
        # Grad of: for one in args:
        bitems = add_at(bitems, i, bone)
    # Grad of: for one in args:
    bargs = unsequence(bitems, args)
    return bk, bargs


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(1, 5):
        t.append(x * i)
    parts = t
    t1, scaled_residuals = scaled_fwd(parts[0], *parts[1:], c=x)
    t2 = [x]
    t2.extend(parts)
    t7, scaled_residuals1 = scaled_fwd1(t2[0], *t2[1:])
    t6 = t1 * t7
    if np.shape(b_return) != np.shape(t6):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(
        t6, b_return, 'star_arguments_for_parameters_and_the_rest.py:9:5: the result of `f`'
    )

    # Grad of: return scaled(*parts, c=x) * scaled(x, *parts)
    bt8_part, bt9_part = scaled_bwd1(scaled_residuals1, unbroadcast(t1 * b_return, t7))
    bt1 = unbroadcast(t7 * b_return, t1)
    bt2 = zeros_like(t2)
    bt2 = add_at(bt2, slice(1, None, None), bt9_part)
    bt2 = add_at(bt2, 0, bt8_part)
    bparts = unextend(bt2, parts)
    bt2 = truncate(bt2, len(bt2) - len(parts))
    bparts1 = copied(bparts)
    bx = bt2[0]
    bt4_part, bt5_part, bx_part = scaled_bwd(scaled_residuals, bt1)
    bx = bx + bx_part
    bparts1 = add_at(bparts1, slice(1, None, None), bt5_part)
    bparts1 = add_at(bparts1, 0, bt4_part)
    # Grad of: parts = [x * i for i in range(1, 5)]
    bt = bparts1
    for i in range(4, 0, -1):
        # Grad of: parts = [x * i for i in range(1, 5)]
        bt3 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + i * bt3
    return float(np.real(bx))
