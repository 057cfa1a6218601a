# functools.lru_cache

import functools

@functools.lru_cache
def square(a):
    return a * a

def f(x):
    return square(x) * x


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
    # Grad of: return square(x) * x
    bx = square_bwd(square_residuals, x * b_return) + t1 * b_return
    return bx
