# global array

WEIGHTS = np.array([1.0, 2.0, 3.0])

def f(x):
    return np.sum(WEIGHTS * x ** 2)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    refuse_complex(np.sum(WEIGHTS * x ** 2), b_return, 'global_array.py:4:5: the result of `f`')
    # Grad of: return np.sum(WEIGHTS * x ** 2)
    bx = np.sum(2 * x * WEIGHTS * broadcast_like(b_return, WEIGHTS))
    return float(np.real(bx))
