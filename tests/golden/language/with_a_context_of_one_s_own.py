# with a context of one's own

import contextlib

@contextlib.contextmanager
def quiet():
    yield 3.0

def f(x):
    with quiet() as scale:
        y = x * scale
    return y * y


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    with quiet() as scale:
        y = x * scale
    t = y * y
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'with_a_context_of_one_s_own.py:10:5: the result of `f`')

    # Grad of: return y * y
    by = 2 * y * b_return
    # Grad of: y = x * scale
    bx = np.sum(scale * by)
    return float(np.real(bx))
