# nonlocal that is bound later

def f(x):
    def remember(a):
        nonlocal last
        last = last * a
        return last
    if x > 1.0:
        last = 2.0
    else:
        last = 3.0
    return remember(x) + remember(x * x) + sum([last for _ in range(2)])


# Generated, with the kind of x known:

def remember_fwd(a, *, last):
    """Forward half of remember: the result and its residuals."""
    t1 = last[0]
    last[0] = t1 * a
    return last[0], (t1,)


def remember_bwd(residuals, b_return, blast):
    """Reverse half of remember: the adjoint of a, and what it makes of the adjoint of last."""
    t1 = residuals[0]
    # Grad of: return last
    add_at(blast, 0, b_return)
    # Grad of: last = last * a
    ba = np.sum(t1 * taken(blast, 0))
    return ba


def remember_fwd1(a, *, last):
    """Forward half of remember: the result and its residuals."""
    t1 = last[0]
    last_saved = kept_item(last, 0)
    last[0] = t1 * a
    return last[0], (last, last_saved, t1, a)


def remember_bwd1(residuals, b_return, blast):
    """Reverse half of remember: the adjoint of a, and what it makes of the adjoint of last."""
    last, last_saved, t1, a = residuals
    # Grad of: return last
    add_at(blast, 0, b_return)
    restore_item(last, 0, last_saved)
    # Grad of: last = last * a
    b_rhs = taken(blast, 0)
    ba = np.sum(t1 * b_rhs)
    add_at(blast, 0, a * b_rhs)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    last = [None]
    if x > 1.0:
        last[0] = 2.0
    else:
        last[0] = 3.0
    t2, remember_residuals = remember_fwd(x, last=last)
    t3, remember_residuals1 = remember_fwd1(x * x, last=last)
    t = t2 + t3
    t1 = []
    for _ in range(2):
        t1.append(last[0])
    t7 = sum(t1)
    t6 = t + t7
    if np.shape(b_return) != np.shape(t6):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t6, b_return, 'nonlocal_that_is_bound_later.py:10:5: the result of `f`')

    # Grad of: return remember(x) + remember(x * x) + sum([last for _ in range(2)])
    bt = unbroadcast(b_return, t)
    bt1 = copied(sum_adjoint(unbroadcast(b_return, t7), t1))
    blast = zeros_like(last)
    for _ in range(1, -1, -1):
        # Grad of: return remember(x) + remember(x * x) + sum([last for _ in range(2)])
        bt5 = unappend(bt1)
        bt1 = truncate(bt1, -1)
        blast = add_at(blast, 0, bt5)
    # Grad of: return remember(x) + remember(x * x) + sum([last for _ in range(2)])
    bt4_part = remember_bwd1(remember_residuals1, unbroadcast(bt, t3), blast)
    bx = remember_bwd(remember_residuals, unbroadcast(bt, t2), blast) + 2 * x * bt4_part
    return float(np.real(bx))
