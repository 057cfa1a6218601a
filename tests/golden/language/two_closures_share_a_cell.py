# two closures share a cell

def make(x):
    total, n = 0.0, 0

    def add(a):
        nonlocal total, n
        n += 1
        total = total + a * n

    def mean():
        return total / n
    add(x * x)
    add(x)
    return mean()

def f(x):
    return make(x) * make(2.0 * x)


# Generated, with the kind of x known:

def add_fwd(a, *, n, total):
    """Forward half of add: its residuals."""
    n[0] += 1
    t3 = n[0]
    total[0] = total[0] + a * t3
    return (t3,)


def add_bwd(residuals, bn, btotal):
    """Reverse half of add: the adjoint of a, and what it makes of the adjoints of n, total."""
    t3 = residuals[0]
    # Grad of: total = total + a * n
    ba = np.sum(t3 * taken(btotal, 0))
    return ba


def add_fwd1(a, *, n, total):
    """Forward half of add: its residuals."""
    n_saved = kept_content(n, 0)
    n[0] += 1
    t1 = total[0]
    t3 = n[0]
    total_saved = kept_item(total, 0)
    total[0] = t1 + a * t3
    return total, total_saved, t3, a, t1, n, n_saved


def add_bwd1(residuals, bn, btotal):
    """Reverse half of add: the adjoint of a, and what it makes of the adjoints of n, total."""
    total, total_saved, t3, a, t1, n, n_saved = residuals
    restore_item(total, 0, total_saved)
    # Grad of: total = total + a * n
    b_rhs = taken(btotal, 0)
    ba = np.sum(t3 * b_rhs)
    add_at(bn, 0, unbroadcast(a * b_rhs, t3))
    add_at(btotal, 0, unbroadcast(b_rhs, t1))
    restore_content(n, 0, n_saved)
    return ba


def mean_fwd(*, n, total):
    """Forward half of mean: the result and its residuals."""
    t1 = total[0]
    t2 = n[0]
    return t1 / t2, (n, t1, t2, total)


def mean_bwd(residuals, b_return):
    """Reverse half of mean: the adjoints of n, total."""
    n, t1, t2, total = residuals
    # Grad of: return total / n
    bn = zeros_like(n)
    bn = add_at(bn, 0, unbroadcast(-(t1 * b_return / t2 / t2), t2))
    btotal = zeros_like(total)
    btotal = add_at(btotal, 0, unbroadcast(b_return / t2, t1))
    return bn, btotal


def make_fwd(x):
    """Forward half of make: the result and its residuals."""
    total = [0.0]
    n = [0]
    add_residuals = add_fwd(x * x, n=n, total=total)
    add_residuals1 = add_fwd1(x, n=n, total=total)
    t3, mean_residuals = mean_fwd(n=n, total=total)
    return t3, (mean_residuals, add_residuals1, add_residuals, x)


def make_bwd(residuals, b_return):
    """Reverse half of make: the adjoint of x."""
    mean_residuals, add_residuals1, add_residuals, x = residuals
    # Grad of: return mean()
    bn_part, btotal_part = mean_bwd(mean_residuals, b_return)
    bn = copied(bn_part)
    btotal = copied(btotal_part)
    # Grad of: add(x)
    bx = add_bwd1(add_residuals1, bn, btotal)
    # Grad of: add(x * x)
    bt2_part = add_bwd(add_residuals, bn, btotal)
    bx = bx + 2 * x * bt2_part
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, make_residuals = make_fwd(x)
    t2, make_residuals1 = make_fwd(2.0 * x)
    t = t1 * t2
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'two_closures_share_a_cell.py:16:5: the result of `f`')

    # Grad of: return make(x) * make(2.0 * x)
    bx = (
        make_bwd(make_residuals, unbroadcast(t2 * b_return, t1))
        + 2.0 * make_bwd(make_residuals1, unbroadcast(t1 * b_return, t2))
    )
    return float(np.real(bx))
