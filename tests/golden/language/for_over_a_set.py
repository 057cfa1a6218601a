# for over a set

def f(x):
    y = 0.0
    for c in sorted({3, 1, 2}):
        y = y * x + c
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 0.0
    t = sorted({3, 1, 2})
    n = len(t)
    for c in t:
        y_saved.append(y)
        y = y * x + c
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'for_over_a_set.py:5:5: the result of `f`')

    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + c
        bx = bx + np.sum(y * by)
        by = unbroadcast(x * by, y)
    return float(np.real(bx))
