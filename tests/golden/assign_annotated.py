# The gradient of f towards x.

def f(x):
    y: float = np.sin(x)
    return y * y


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = np.sin(x)
    t = y * y
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'assign_annotated.py:3:5: the result of `f`')

    # Grad of: return y * y
    by = 2 * y * b_return
    # Grad of: y: float = np.sin(x)
    bx = np.cos(x) * by
    return as_gradient(bx, x, owned=True)
