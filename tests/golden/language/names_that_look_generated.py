# names that look generated

def f(x):
    bx = x * x
    dx = bx * x
    x_saved = [dx]
    b_return = x_saved[0] + bx
    return b_return * dx


# Generated, with the kind of x known:

def dfdx(x, b_return1=1.0):
    """Gradient of f with respect to x."""
    bx = x * x
    dx = bx * x
    x_saved = [dx]
    b_return = x_saved[0] + bx

    # Grad of: return b_return * dx
    bb_return = dx * b_return1
    bdx = b_return * b_return1
    # Grad of: b_return = x_saved[0] + bx
    bbx = bb_return
    bx_saved = zeros_like(x_saved)
    bx_saved = add_at(bx_saved, 0, bb_return)
    # Grad of: x_saved = [dx]
    bdx = bdx + bx_saved[0]
    # Grad of: dx = bx * x
    bbx = bbx + x * bdx
    bx1 = bx * bdx
    # Grad of: bx = x * x
    bx1 = bx1 + 2 * x * bbx
    return float(np.real(bx1))
