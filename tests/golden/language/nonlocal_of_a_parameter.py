# nonlocal of a parameter

def f(x):
    def scale(k):
        nonlocal x
        x = x * k
        return x
    return scale(x) + scale(2.0) * x


# Generated, with the kind of x known:

def scale_fwd(k, *, x_cell):
    """Forward half of scale: the result and its residuals."""
    t1 = x_cell[0]
    x_cell_saved = kept_item(x_cell, 0)
    x_cell[0] = t1 * k
    return x_cell[0], (x_cell, x_cell_saved, t1, k)


def scale_bwd(residuals, b_return, bx_cell):
    """Reverse half of scale: the adjoint of k, and what it makes of the adjoint of x_cell."""
    x_cell, x_cell_saved, t1, k = residuals
    # Grad of: return x
    add_at(bx_cell, 0, b_return)
    restore_item(x_cell, 0, x_cell_saved)
    # Grad of: x = x * k
    b_rhs = taken(bx_cell, 0)
    bk = unbroadcast(t1 * b_rhs, k)
    add_at(bx_cell, 0, unbroadcast(k * b_rhs, t1))
    return bk


def scale_fwd1(k, *, x_cell):
    """Forward half of scale: the result and its residuals."""
    x_cell_saved = kept_item(x_cell, 0)
    x_cell[0] = x_cell[0] * k
    return x_cell[0], (x_cell, x_cell_saved, k)


def scale_bwd1(residuals, b_return, bx_cell):
    """Reverse half of scale: what it makes of the adjoint of x_cell."""
    x_cell, x_cell_saved, k = residuals
    # Grad of: return x
    add_at(bx_cell, 0, b_return)
    restore_item(x_cell, 0, x_cell_saved)
    # Grad of: x = x * k
    add_at(bx_cell, 0, k * taken(bx_cell, 0))


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    x_cell = [x]
    t1, scale_residuals = scale_fwd(x_cell[0], x_cell=x_cell)
    t4, scale_residuals1 = scale_fwd1(2.0, x_cell=x_cell)
    t5 = x_cell[0]
    t = t1 + t4 * t5
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'nonlocal_of_a_parameter.py:6:5: the result of `f`')

    # Grad of: return scale(x) + scale(2.0) * x
    bx_cell = zeros_like(x_cell)
    bx_cell = add_at(bx_cell, 0, unbroadcast(t4 * b_return, t5))
    scale_bwd1(scale_residuals1, unbroadcast(t5 * b_return, t4), bx_cell)
    bx_cell = add_at(bx_cell, 0, scale_bwd(scale_residuals, unbroadcast(b_return, t1), bx_cell))
    # Grad of: def scale(k): nonlocal x x = x * k return x
    bx = bx_cell[0]
    return float(np.real(bx))
