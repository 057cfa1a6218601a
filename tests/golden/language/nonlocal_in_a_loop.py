# nonlocal in a loop

def f(x):
    total = 0.0

    def add(a):
        nonlocal total
        total += a * x
    for i in range(3):
        add(x * i)
    return total * total


# Generated, with the kind of x known:

def add_fwd(a, *, total, x):
    """Forward half of add: its residuals."""
    total[0] += a * x
    return x, a


def add_bwd(residuals, btotal):
    """Reverse half of add: the adjoints of a, x, and what it makes of the adjoint of total."""
    x, a = residuals
    # Grad of: total += a * x
    bt = copied(np.sum(btotal[0]))
    ba = x * bt
    bx = a * bt
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    add_residuals_saved = []
    total = [0.0]
    for i in range(3):
        add_residuals_saved.append(add_fwd(x * i, total=total, x=x))
    t2 = total[0]
    t3 = total[0]
    t1 = t2 * t3
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'nonlocal_in_a_loop.py:9:5: the result of `f`')

    # Grad of: return total * total
    btotal = zeros_like(total)
    btotal = add_at(btotal, 0, unbroadcast(t2 * b_return, t3))
    btotal = add_at(btotal, 0, unbroadcast(t3 * b_return, t2))
    bx = 0.0
    for i in range(2, -1, -1):
        # Grad of: add(x * i)
        bt_part, bx_part = add_bwd(add_residuals_saved.pop(), btotal)
        bx = bx + i * bt_part + bx_part
    return float(np.real(bx))
