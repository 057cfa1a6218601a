# The gradient of f towards x.

def f(x):
    return np.exp(-x * x) / 2


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t3 = -x
    t1 = np.exp(t3 * x)
    if np.shape(b_return) != np.shape(t1 / 2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )

    # Grad of: return np.exp(-x * x) / 2
    bx = (t3 - x) * (t1 * b_return / 2)
    return as_gradient(bx, x, owned=True)
