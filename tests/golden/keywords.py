# The gradient of f towards x.

def f(x):
    m = np.mean(x, axis=0, keepdims=True)
    return np.sum((x - m) ** 2)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    m = np.mean(x, axis=0, keepdims=True)
    t2 = x - m
    refuse_complex(np.sum(t2 ** 2), b_return, 'keywords.py:3:5: the result of `f`')

    # Grad of: return np.sum((x - m) ** 2)
    bt2 = 2 * t2 * b_return
    bx = unbroadcast(bt2, x)
    bm = unbroadcast(-bt2, m)
    # Grad of: m = np.mean(x, axis=0, keepdims=True)
    bx = bx + restore_axes(bm, x, 0, True) / count(x, 0)
    return as_gradient(bx, x, owned=True)
