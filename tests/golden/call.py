# The gradient of f towards x.

def square(t):
    return t * t


def f(x):
    return square(np.sin(x)) + square(x)


# Generated:

def square_fwd(t):
    """Forward half of square: the result and its residuals."""
    return t * t, (t,)


def square_bwd(residuals, b_return):
    """Reverse half of square: the adjoint of t."""
    t = residuals[0]
    # Grad of: return t * t
    bt = 2 * t * b_return
    return bt


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, square_residuals = square_fwd(np.sin(x))
    t3, square_residuals1 = square_fwd(x)
    t = t1 + t3
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'call.py:6:5: the result of `f`')

    # Grad of: return square(np.sin(x)) + square(x)
    bx = square_bwd(square_residuals1, unbroadcast(b_return, t3))
    bx = bx + np.cos(x) * square_bwd(square_residuals, unbroadcast(b_return, t1))
    return as_gradient(bx, x, owned=True)
