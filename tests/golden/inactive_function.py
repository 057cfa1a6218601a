# The gradient of f towards x.

def weight(n):
    return n * 0.5


def f(x, n):
    return x * weight(n)


# Generated:

def dfdx(x, n, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = weight(n)
    t = x * t1
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'inactive_function.py:6:5: the result of `f`')

    # Grad of: return x * weight(n)
    bx = unbroadcast(t1 * b_return, x)
    return bx
