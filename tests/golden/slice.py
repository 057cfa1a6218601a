# The gradient of f towards x.

def f(x):
    return np.sum(x[1:] * x[:-1])


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2 = x[1:]
    t3 = x[:-1]
    t1 = t2 * t3
    refuse_complex(np.sum(t1), b_return, 'slice.py:2:5: the result of `f`')

    # Grad of: return np.sum(x[1:] * x[:-1])
    bt1 = broadcast_like(b_return, t1)
    bx = zeros_like(x)
    bx = add_at(bx, slice(None, -1, None), unbroadcast(t2 * bt1, t3))
    bx = add_at(bx, slice(1, None, None), unbroadcast(t3 * bt1, t2))
    return as_gradient(bx, x, owned=True)
