# The gradient of f towards x, y.

def f(x, y):
    a, b = x * y, x
    a, b = b, a
    return a * b


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    a = x * y
    b = x
    t3 = a
    a = b
    b = t3
    t4 = a * b
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'assign_tuple.py:4:5: the result of `f`')

    # Grad of: return a * b
    ba = unbroadcast(b * b_return, a)
    bb = unbroadcast(a * b_return, b)
    # Grad of: a, b = b, a
    ba1 = bb
    bb = ba
    ba = ba1
    # Grad of: a, b = x * y, x
    bx = bb + unbroadcast(y * ba, x)
    by = unbroadcast(x * ba, y)
    return as_gradient(bx, x, owned=True), by
