# with several contexts

import contextlib

def f(x):
    with contextlib.nullcontext(2.0) as a, contextlib.nullcontext() as b:
        y = x * a
    return y * y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    with contextlib.nullcontext(2.0) as a:
        with contextlib.nullcontext():
            y = x * a
    t = y * y
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'with_several_contexts.py:6:5: the result of `f`')

    # Grad of: return y * y
    by = 2 * y * b_return
    # Grad of: y = x * a
    bx = np.sum(a * by)
    return float(np.real(bx))
