# The gradient of f towards x.

def f(x, n):
    for i in range(n):
        for j in range(i + 1):
            y = x * (j + 1)
            x = y * 0.5 + x * x * 0.1
    return x


# Generated:

def dfdx(x, n, bx=1.0):
    """Gradient of f with respect to x."""
    x_saved = []
    for i in range(n):
        for j in range(i + 1):
            y = x * (j + 1)
            x_saved.append(x)
            x = y * 0.5 + x * x * 0.1
    if np.shape(bx) != np.shape(x):
        raise ValueError('bx and x differ in shape: the gradient of an array needs its seed')
    refuse_complex(x, bx, 'nested_loops.py:6:5: the result of `f`')

    for i in range(n - 1, -1, -1):
        for j in range(i, -1, -1):
            x = x_saved.pop()
            # Grad of: x = y * 0.5 + x * x * 0.1
            by = 0.5 * bx
            bx = 2 * x * (0.1 * bx)
            # Grad of: y = x * (j + 1)
            bx = bx + (j + 1) * by
    return as_gradient(bx, x)
