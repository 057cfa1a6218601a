# functools.lru_cache of an inactive function

import functools
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def f(x):
    return fib(5) * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = fib(5)
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(
        t, b_return, 'functools_lru_cache_of_an_inactive_function.py:6:5: the result of `f`'
    )

    # Grad of: return fib(5) * x
    bx = np.sum(t1 * b_return)
    return float(np.real(bx))
