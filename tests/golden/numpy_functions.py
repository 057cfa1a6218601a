# The gradient of f towards x.

def f(x):
    e = np.exp(x - np.max(x))
    return np.log(np.sum(e)) - np.mean(x)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = np.max(x)
    e = np.exp(x - t1)
    t4 = np.sum(e)
    t2 = np.log(t4) - np.mean(x)
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'numpy_functions.py:3:5: the result of `f`')

    # Grad of: return np.log(np.sum(e)) - np.mean(x)
    bx = broadcast_like(-(b_return / np.size(x)), x)
    be = broadcast_like(np.divide(1.0, t4) * b_return, e)
    # Grad of: e = np.exp(x - np.max(x))
    bt = e * be
    bx = bx + extremum_adjoint(unbroadcast(-bt, t1), t1, x, None, False) + unbroadcast(bt, x)
    return as_gradient(bx, x, owned=True)
