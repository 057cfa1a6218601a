# The gradient of f towards x.

def f(x):
    i = np.array([0, 0, 2])
    return np.sum(x[i] ** 3)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    i = np.array([0, 0, 2])
    t3 = x[i]
    refuse_complex(np.sum(t3 ** 3), b_return, 'index_fancy.py:3:5: the result of `f`')

    # Grad of: return np.sum(x[i] ** 3)
    bx = zeros_like(x)
    bx = add_at(bx, i, 3 * t3 ** 2 * b_return)
    return as_gradient(bx, x, owned=True)
