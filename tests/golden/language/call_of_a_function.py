# call of a function

def square(a):
    return a * a

def f(x):
    return square(x) * square(square(x))


# Generated, with the kind of x known:

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
    t1, square_residuals = square_fwd(x)
    t3, square_residuals1 = square_fwd(x)
    t2, square_residuals2 = square_fwd(t3)

    # Grad of: return square(x) * square(square(x))
    bx = square_bwd(square_residuals1, square_bwd(square_residuals2, t1 * b_return))
    bx = bx + square_bwd(square_residuals, t2 * b_return)
    return bx
