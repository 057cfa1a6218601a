# closure with a cell that is returned

def accumulator(scale):
    total = 0.0

    def add(a):
        nonlocal total
        total += a * scale
        return total
    return add

def f(x):
    add = accumulator(x)
    add(x * x)
    return add(x)


# Generated, with the kind of x known:

def add1(a, *, scale, total):
    total[0] += a * scale
    return total[0]


def accumulator_parts_fwd(scale):
    """Forward half of accumulator_parts: the result and its residuals."""
    total = [0.0]
    return (add1, scale, total), ()


def accumulator_parts_bwd(residuals, b_return):
    """Reverse half of accumulator_parts: the adjoint of scale."""
    # Grad of: return add
    bscale = b_return[1]
    return bscale


def add_fwd(a, *, scale, total):
    """Forward half of add: the result and its residuals."""
    total_saved = kept_content(total, 0)
    total[0] += a * scale
    return total[0], (total, total_saved, scale, a)


def add_bwd(residuals, btotal):
    """Reverse half of add: the adjoints of a, scale, and what it makes of the adjoint of total."""
    total, total_saved, scale, a = residuals
    restore_content(total, 0, total_saved)
    # Grad of: total += a * scale
    bt = copied(np.sum(btotal[0]))
    ba = scale * bt
    bscale = a * bt
    return ba, bscale


def add_fwd1(a, *, scale, total):
    """Forward half of add: the result and its residuals."""
    total_saved = kept_content(total, 0)
    total[0] += a * scale
    return total[0], (total, total_saved, scale, a)


def add_bwd1(residuals, b_return, btotal):
    """Reverse half of add: the adjoints of a, scale, and what it makes of the adjoint of total."""
    total, total_saved, scale, a = residuals
    # Grad of: return total
    add_at(btotal, 0, b_return)
    restore_content(total, 0, total_saved)
    # Grad of: total += a * scale
    bt = copied(np.sum(btotal[0]))
    ba = scale * bt
    bscale = a * bt
    return ba, bscale


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    add, accumulator_parts_residuals = accumulator_parts_fwd(x)
    badd = zeros_like(add)
    bt2 = badd[2]
    add1_residuals = add_fwd(x * x, scale=add[1], total=add[2])[1]
    t5 = add[2]
    t3, add1_residuals1 = add_fwd1(x, scale=add[1], total=t5)
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'closure_with_a_cell_that_is_returned.py:13:5: the result of `f`')

    bt5 = zeros_like(t5)
    # Grad of: return add(x)
    bx, bt4_part = add_bwd1(add1_residuals1, b_return, bt5)
    add_at(badd, 2, bt5)
    add_at(badd, 1, bt4_part)
    # Grad of: add(x * x)
    bt_part, bt1_part = add_bwd(add1_residuals, bt2)
    bx = bx + 2 * x * bt_part
    add_at(badd, 1, bt1_part)
    # Grad of: add = accumulator(x)
    bx = bx + accumulator_parts_bwd(accumulator_parts_residuals, badd)
    return float(np.real(bx))
