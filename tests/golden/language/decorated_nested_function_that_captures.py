# decorated nested function that captures

def doubled(function):
    return lambda a: 2.0 * function(a)
def f(x):
    @doubled
    def square(a):
        return a * a * x
    return square(x)


# Generated, with the kind of x known:

def square1(a, *, x):
    return a * a * x


def lambda_square1(a, *, x):
    return 2.0 * square1(a, x=x)


def doubled_square1_parts_fwd(*, x):
    """Forward half of doubled_square1_parts: the result and its residuals."""
    return (lambda_square1, x), ()


def doubled_square1_parts_bwd(residuals, b_return):
    """Reverse half of doubled_square1_parts: the adjoint of x."""
    # Grad of: return lambda a: 2.0 * function(a)
    bx = b_return[1]
    return bx


def square1_fwd(a, *, x):
    """Forward half of square1: the result and its residuals."""
    t1 = a * a
    return t1 * x, (t1, a, x)


def square1_bwd(residuals, b_return):
    """Reverse half of square1: the adjoints of a, x."""
    t1, a, x = residuals
    # Grad of: return a * a * x
    bx = t1 * b_return
    ba = 2 * a * (x * b_return)
    return ba, bx


def lambda_square1_fwd(a, *, x):
    """Forward half of lambda_square1: the result and its residuals."""
    t1, square1_residuals = square1_fwd(a, x=x)
    return 2.0 * t1, (square1_residuals,)


def lambda_square1_bwd(residuals, b_return):
    """Reverse half of lambda_square1: the adjoints of a, x."""
    square1_residuals = residuals[0]
    # Grad of: return lambda a: 2.0 * function(a)
    ba, bx = square1_bwd(square1_residuals, 2.0 * b_return)
    return ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    square, doubled_square1_parts_residuals = doubled_square1_parts_fwd(x=x)
    t, lambda_square1_residuals = lambda_square1_fwd(x, x=square[1])

    # Grad of: return square(x)
    bx, bt1_part = lambda_square1_bwd(lambda_square1_residuals, b_return)
    bsquare = zeros_like(square)
    bsquare = add_at(bsquare, 1, bt1_part)
    # Grad of: def square(a):
    bx = bx + doubled_square1_parts_bwd(doubled_square1_parts_residuals, bsquare)
    return float(np.real(bx))
