# function chosen when it runs

def double(a):
    return 2.0 * a

def square(a):
    return a * a

def f(x):
    g = double if x > 1 else square
    return g(x) * x


# Generated, with the kind of x known:

def double_fwd(a):
    """Forward half of double: the result and its residuals."""
    return 2.0 * a, ()


def double_bwd(residuals, b_return):
    """Reverse half of double: the adjoint of a."""
    # Grad of: return 2.0 * a
    ba = 2.0 * b_return
    return ba


def square_fwd(a):
    """Forward half of square: the result and its residuals."""
    return a * a, (a,)


def square_bwd(residuals, b_return):
    """Reverse half of square: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a
    ba = 2 * a * b_return
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    if x > 1:
        g = double
    else:
        g = square
    cond1 = g is double
    if cond1:
        t1, double_residuals = double_fwd(x)
    else:
        t1, square_residuals = square_fwd(x)

    # Grad of: return g(x) * x
    bt1 = x * b_return
    bx = t1 * b_return
    if cond1:
        # Grad of: return g(x) * x
        bx = bx + double_bwd(double_residuals, bt1)
    else:
        # Grad of: return g(x) * x
        bx = bx + square_bwd(square_residuals, bt1)
    return float(np.real(bx))
