# The gradient of f towards x.

def f(x):
    """Squares."""
    print("called")
    pass
    return x * x


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    print('called')
    t = x * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'effect.py:5:5: the result of `f`')
    # Grad of: return x * x
    bx = 2 * x * b_return
    return as_gradient(bx, x, owned=True)
