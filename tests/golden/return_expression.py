# The gradient of f towards x.

def f(x):
    return np.exp(-x * x) / 2


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t3 = -x
    t1 = np.exp(t3 * x)
    t = t1 / 2
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'return_expression.py:2:5: the result of `f`')

    # Grad of: return np.exp(-x * x) / 2
    bx = (t3 - x) * (t1 * b_return / 2)
    return as_gradient(bx, x, owned=True)
