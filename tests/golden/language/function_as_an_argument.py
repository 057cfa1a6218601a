# function as an argument

def twice(g, a):
    return g(g(a))

def square(a):
    return a * a + 1.0

def f(x):
    return twice(square, x)


# Generated, with the kind of x known:

def square_fwd(a):
    """Forward half of square: the result and its residuals."""
    return a * a + 1.0, (a,)


def square_bwd(residuals, b_return):
    """Reverse half of square: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a + 1.0
    ba = 2 * a * b_return
    return ba


def twice_square_fwd(a):
    """Forward half of twice_square: the result and its residuals."""
    t1, square_residuals = square_fwd(a)
    t, square_residuals1 = square_fwd(t1)
    return t, (square_residuals, square_residuals1)


def twice_square_bwd(residuals, b_return):
    """Reverse half of twice_square: the adjoint of a."""
    square_residuals, square_residuals1 = residuals
    # Grad of: return g(g(a))
    ba = square_bwd(square_residuals, square_bwd(square_residuals1, b_return))
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, twice_square_residuals = twice_square_fwd(x)
    # Grad of: return twice(square, x)
    bx = twice_square_bwd(twice_square_residuals, b_return)
    return bx
