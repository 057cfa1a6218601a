# counter through nonlocal

def f(x):
    total = 0.0

    def add(a):
        nonlocal total
        total = total + a * a
        return total
    add(x)
    y = add(2.0 * x)
    return total * y


# Generated, with the kind of x known:

def add_fwd(a, *, total):
    """Forward half of add: the result and its residuals."""
    total[0] = total[0] + a * a
    return total[0], (a,)


def add_bwd(residuals, btotal):
    """Reverse half of add: the adjoint of a, and what it makes of the adjoint of total."""
    a = residuals[0]
    # Grad of: total = total + a * a
    b_rhs = taken(btotal, 0)
    ba = 2 * a * np.sum(b_rhs)
    return ba


def add_fwd1(a, *, total):
    """Forward half of add: the result and its residuals."""
    total_saved = kept_item(total, 0)
    total[0] = total[0] + a * a
    return total[0], (total, total_saved, a)


def add_bwd1(residuals, b_return, btotal):
    """Reverse half of add: the adjoint of a, and what it makes of the adjoint of total."""
    total, total_saved, a = residuals
    # Grad of: return total
    add_at(btotal, 0, b_return)
    restore_item(total, 0, total_saved)
    # Grad of: total = total + a * a
    b_rhs = taken(btotal, 0)
    ba = 2 * a * np.sum(b_rhs)
    add_at(btotal, 0, b_rhs)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    total = [0.0]
    add_residuals = add_fwd(x, total=total)[1]
    y, add_residuals1 = add_fwd1(2.0 * x, total=total)
    t2 = total[0]
    t1 = t2 * y
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'counter_through_nonlocal.py:10:5: the result of `f`')

    # Grad of: return total * y
    by = unbroadcast(t2 * b_return, y)
    btotal = zeros_like(total)
    btotal = add_at(btotal, 0, unbroadcast(y * b_return, t2))
    # Grad of: y = add(2.0 * x)
    bx = 2.0 * add_bwd1(add_residuals1, by, btotal)
    # Grad of: add(x)
    bx = bx + add_bwd(add_residuals, btotal)
    return float(np.real(bx))
