# The gradient of f towards x.

def f(x):
    positive = x[x > 0]
    return np.sum(positive ** 2)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = x > 0
    positive = x[t]
    refuse_complex(np.sum(positive ** 2), b_return, 'index_mask.py:3:5: the result of `f`')

    # Grad of: return np.sum(positive ** 2)
    bpositive = 2 * positive * b_return
    # Grad of: positive = x[x > 0]
    bx = zeros_like(x)
    bx = add_at(bx, t, bpositive)
    return as_gradient(bx, x, owned=True)
