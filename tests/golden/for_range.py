# The gradient of f towards x.

def f(x, n):
    y = x
    for i in range(1, n, 2):
        y = y * x + i
    return y


# Generated:

def dfdx(x, n, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    for i in range(1, n, 2):
        y_saved.append(y)
        y = y * x + i
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'for_range.py:5:5: the result of `f`')

    bx = zeros_like(x)
    for i in range(1 + (n - 1 - 1) // 2 * 2, 0, -2):
        y = y_saved.pop()
        # Grad of: y = y * x + i
        bx = bx + y * by
        by = x * by
    # Grad of: y = x
    bx = add(bx, by)
    return as_gradient(bx, x, owned=True)
