# The gradient of f towards x.

def square(t: float):
    return t * t


def f(x: float):
    return square(np.sin(x))


# Generated:

def square_fwd(t: float):
    """Forward half of square: the result and its residuals."""
    return t * t, (t,)


def square_bwd(residuals, b_return):
    """Reverse half of square: the adjoint of t."""
    t = residuals[0]
    # Grad of: return t * t
    bt = 2 * t * b_return
    return bt


def dfdx(x: float, b_return: float = 1.0):
    """Gradient of f with respect to x."""
    t, square_residuals = square_fwd(np.sin(x))
    # Grad of: return square(np.sin(x))
    bx = np.cos(x) * square_bwd(square_residuals, b_return)
    return bx
