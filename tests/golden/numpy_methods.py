# The gradient of f towards x.

def f(x):
    return x.reshape(2, 2).T.sum() + x.mean() * x.max()


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2 = x.reshape(2, 2).T
    t5 = x.mean()
    t6 = x.max()
    t = t2.sum() + t5 * t6
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'numpy_methods.py:2:5: the result of `f`')

    # Grad of: return x.reshape(2, 2).T.sum() + x.mean() * x.max()
    bx = (
        np.reshape(broadcast_like(b_return, t2).T, x.shape) + t6 * b_return / np.size(x)
        + extremum_adjoint(t5 * b_return, t6, x, None, False)
    )
    return as_gradient(bx, x, owned=True)
