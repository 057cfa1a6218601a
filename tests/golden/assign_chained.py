# The gradient of f towards x.

def f(x):
    a = b = x * x
    return a * 2.0 + b


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = x * x
    a = t
    b = t
    if np.shape(b_return) != np.shape(a * 2.0 + b):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )

    # Grad of: return a * 2.0 + b
    ba = 2.0 * b_return
    # Grad of: a = b = x * x
    bx = 2 * x * add(b_return, ba)
    return as_gradient(bx, x, owned=True)
