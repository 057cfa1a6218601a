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
    t1 = a * 2.0 + b
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'assign_chained.py:3:5: the result of `f`')

    # Grad of: return a * 2.0 + b
    ba = 2.0 * b_return
    # Grad of: a = b = x * x
    bx = 2 * x * add(b_return, ba)
    return as_gradient(bx, x, owned=True)
