# The gradient of f towards x.

def f(x):
    assert x > 0, 'x must be positive'
    return np.log(x)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    assert x > 0, 'x must be positive'
    t = np.log(x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'assertion.py:3:5: the result of `f`')

    # Grad of: return np.log(x)
    bx = np.divide(1.0, x) * b_return
    return as_gradient(bx, x, owned=True)
