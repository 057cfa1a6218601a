# partial object of the module

import functools
def scaled(a, b, c=1.0):
    return a * b + c
half = functools.partial(scaled, 0.5, c=2.0)
def f(x):
    return half(x) * half(x * x)


# Generated, with the kind of x known:

def scaled_fwd(b):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, ()


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoint of b."""
    # Grad of: return a * b + c
    bb = np.sum(a * b_return)
    return bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, half_residuals = scaled_fwd(x)
    t2, half_residuals1 = scaled_fwd(x * x)
    t = t1 * t2
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'partial_object_of_the_module.py:6:5: the result of `f`')

    # Grad of: return half(x) * half(x * x)
    bx = (
        scaled_bwd(half_residuals, unbroadcast(t2 * b_return, t1))
        + 2 * x * scaled_bwd(half_residuals1, unbroadcast(t1 * b_return, t2))
    )
    return float(np.real(bx))
