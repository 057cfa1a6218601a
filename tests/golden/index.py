# The gradient of f towards x.

def f(x):
    return x[0] * x[-1]


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = x[0]
    t2 = x[-1]
    t = t1 * t2
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'index.py:2:5: the result of `f`')

    # Grad of: return x[0] * x[-1]
    bx = zeros_like(x)
    bx = add_at(bx, -1, unbroadcast(t1 * b_return, t2))
    bx = add_at(bx, 0, unbroadcast(t2 * b_return, t1))
    return as_gradient(bx, x, owned=True)
