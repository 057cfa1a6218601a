# The gradient of f towards x.

def f(x):
    y = x
    for i in range(3):
        if i % 2 == 0:
            y = np.sin(y)
        else:
            y = y * x
    return y


# Generated:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = x
    for i in range(3):
        if i % 2 == 0:
            y_saved.append(y)
            y = np.sin(y)
        else:
            y_saved.append(y)
            y = y * x
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'loop_with_branch.py:8:5: the result of `f`')

    bx = zeros_like(x)
    for i in range(2, -1, -1):
        if i % 2 == 0:
            y = y_saved.pop()
            # Grad of: y = np.sin(y)
            by = np.cos(y) * by
        else:
            y = y_saved.pop()
            # Grad of: y = y * x
            bx = bx + y * by
            by = x * by
    # Grad of: y = x
    bx = add(bx, by)
    return as_gradient(bx, x, owned=True)
