# The gradient of f towards x.

def f(x, n):
    y = 0.0
    for i in range(n):
        last = x * i
        y = y + last * last
    return y * last


# Generated:

def dfdx(x, n, b_return=1.0):
    """Gradient of f with respect to x."""
    last = None
    last_saved = []
    y_saved = []
    y = 0.0
    for i in range(n):
        last_saved.append(last)
        last = x * i
        y_saved.append(y)
        y = y + last * last
    t1 = y * last
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'loop_defines.py:6:5: the result of `f`')

    # Grad of: return y * last
    by = unbroadcast(last * b_return, y)
    blast = unbroadcast(y * b_return, last)
    bx = zeros_like(x)
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y + last * last
        blast = blast + unbroadcast(2 * last * by, last)
        by = unbroadcast(by, y)
        last = last_saved.pop()
        # Grad of: last = x * i
        bx = bx + i * blast
        blast = zeros_like(last)
    return as_gradient(bx, x)
