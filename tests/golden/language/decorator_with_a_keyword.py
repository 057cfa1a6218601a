# decorator with a keyword

import functools
def logged(function):
    @functools.wraps(function)
    def wrapper(a, b=1.0):
        return function(a) * b
    return wrapper
@logged
def square(a):
    return a * a
def f(x):
    return square(x) * x + square(x, b=x)


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


def wrapper_fwd(a, b=1.0):
    """Forward half of wrapper: the result and its residuals."""
    t1, function_residuals = square_fwd(a)
    return t1 * b, (function_residuals, b)


def wrapper_bwd(residuals, b_return):
    """Reverse half of wrapper: the adjoint of a."""
    function_residuals, b = residuals
    # Grad of: return function(a) * b
    ba = square_bwd(function_residuals, b * b_return)
    return ba


def wrapper_fwd1(a, b=1.0):
    """Forward half of wrapper: the result and its residuals."""
    t1, function_residuals = square_fwd(a)
    return t1 * b, (function_residuals, b, t1)


def wrapper_bwd1(residuals, b_return):
    """Reverse half of wrapper: the adjoints of a, b."""
    function_residuals, b, t1 = residuals
    # Grad of: return function(a) * b
    ba = square_bwd(function_residuals, b * b_return)
    bb = t1 * b_return
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2, square_residuals = wrapper_fwd(x)
    t3, square_residuals1 = wrapper_fwd1(x, b=x)

    # Grad of: return square(x) * x + square(x, b=x)
    bx, bx_part = wrapper_bwd1(square_residuals1, b_return)
    bx = bx + wrapper_bwd(square_residuals, x * b_return) + t2 * b_return + bx_part
    return bx
