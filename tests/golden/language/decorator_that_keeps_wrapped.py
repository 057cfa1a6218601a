# decorator that keeps __wrapped__

import functools

def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper

@logged
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


def wrapper_1_fwd(args1):
    """Forward half of wrapper_1: the result and its residuals."""
    t, function_residuals = square_fwd(args1)
    return t, (function_residuals,)


def wrapper_1_bwd(residuals, b_return):
    """Reverse half of wrapper_1: the adjoint of args1."""
    function_residuals = residuals[0]
    # Grad of: return function(*args)
    bargs1 = square_bwd(function_residuals, b_return)
    return bargs1


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, wrapper_1_residuals = wrapper_1_fwd(x)
    # Grad of: return square(x) * x
    bx = wrapper_1_bwd(wrapper_1_residuals, x * b_return) + t1 * b_return
    return bx
