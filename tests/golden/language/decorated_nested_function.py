# decorated nested function

def doubled(function):
    return lambda a: 2.0 * function(a)

def f(x):
    @doubled
    def square(a):
        return a * a
    return square(x)


# Generated, with the kind of x known:

def square1(a):
    return a * a


def lambda_square1(a):
    return 2.0 * square1(a)


def doubled_square1():
    return lambda_square1


def square1_fwd(a):
    """Forward half of square1: the result and its residuals."""
    return a * a, (a,)


def square1_bwd(residuals, b_return):
    """Reverse half of square1: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a
    ba = 2 * a * b_return
    return ba


def lambda_square1_fwd(a):
    """Forward half of lambda_square1: the result and its residuals."""
    t1, square1_residuals = square1_fwd(a)
    return 2.0 * t1, (square1_residuals,)


def lambda_square1_bwd(residuals, b_return):
    """Reverse half of lambda_square1: the adjoint of a."""
    square1_residuals = residuals[0]
    # Grad of: return lambda a: 2.0 * function(a)
    ba = square1_bwd(square1_residuals, 2.0 * b_return)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    square = doubled_square1()
    t, lambda_square1_residuals = lambda_square1_fwd(x)

    # Grad of: return square(x)
    bx = lambda_square1_bwd(lambda_square1_residuals, b_return)
    return float(np.real(bx))
