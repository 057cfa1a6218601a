# The gradient of f towards x.

def f(x):
    y = x
    while y < 100:
        y = y * y + x
    return y


# Generated:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    trips = 0
    while y < 100:
        y_saved.append(y)
        y = y * y + x
        trips += 1
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'while_loop.py:5:5: the result of `f`')

    bx = zeros_like(x)
    for _ in range(trips):
        y = y_saved.pop()
        # Grad of: y = y * y + x
        bx = bx + by
        by = 2 * y * by
    # Grad of: y = x
    bx = add(bx, by)
    return as_gradient(bx, x, owned=True)
