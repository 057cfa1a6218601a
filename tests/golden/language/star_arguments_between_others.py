# star arguments between others

def first(*args):
    return args[0] * len(args) + args[-1]

def f(x):
    parts = []
    for i in range(3):
        parts.append(x * x * i)
    return first(x, *parts) * first(*parts, 2.0, *parts)


# Generated, with the kind of x known:

def first_fwd(*args):
    """Forward half of first: the result and its residuals."""
    t2 = args[0]
    t3 = len(args)
    t4 = args[-1]
    return t2 * t3 + t4, (args, t4, t3, t2)


def first_bwd(residuals, b_return):
    """Reverse half of first: the adjoint of args."""
    args, t4, t3, t2 = residuals
    # Grad of: return args[0] * len(args) + args[-1]
    bargs = zeros_like(args)
    bargs = add_at(bargs, -1, unbroadcast(b_return, t4))
    bargs = add_at(bargs, 0, unbroadcast(t3 * b_return, t2))
    return bargs


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    parts = []
    for i in range(3):
        parts.append(x * x * i)
    t = [x]
    t.extend(parts)
    t1, first_residuals = first_fwd(*t)
    t2 = []
    t2.extend(parts)
    t2.append(2.0)
    t2.extend(parts)
    t6, first_residuals1 = first_fwd(*t2)
    t5 = t1 * t6
    if np.shape(b_return) != np.shape(t5):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t5, b_return, 'star_arguments_between_others.py:8:5: the result of `f`')

    # Grad of: return first(x, *parts) * first(*parts, 2.0, *parts)
    bt1 = unbroadcast(t6 * b_return, t1)
    bt2 = copied(first_bwd(first_residuals1, unbroadcast(t1 * b_return, t6)))
    bparts = unextend(bt2, parts)
    bt2 = truncate(bt2, len(bt2) - len(parts))
    bparts1 = copied(bparts)
    bt2 = truncate(bt2, -1)
    bparts1 = add(bparts1, unextend(bt2, parts))
    bt = copied(first_bwd(first_residuals, bt1))
    bparts3 = unextend(bt, parts)
    bt = truncate(bt, len(bt) - len(parts))
    bparts1 = add(bparts1, bparts3)
    bx = bt[0]
    for i in range(2, -1, -1):
        # Grad of: parts.append(x * x * i)
        bt3_1 = unappend(bparts1)
        bparts1 = truncate(bparts1, -1)
        bx = bx + 2 * x * (i * bt3_1)
    return float(np.real(bx))
