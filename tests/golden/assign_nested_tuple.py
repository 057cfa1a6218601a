# The gradient of f towards x.

def f(x, y):
    (a, b), c = (x, y), x * y
    return a * b * c


# Generated:

def dfdx(x, y, b_return=1.0):
    """Gradient of f with respect to x."""
    t = (x, y)
    a, b = t
    c = x * y
    t3 = a * b
    t2 = t3 * c
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'assign_nested_tuple.py:3:5: the result of `f`')

    # Grad of: return a * b * c
    bt3 = c * b_return
    bc = unbroadcast(t3 * b_return, c)
    ba = unbroadcast(b * bt3, a)
    bb = unbroadcast(a * bt3, b)
    # Grad of: (a, b), c = (x, y), x * y
    bx = pack_like((ba, bb), t)[0] + unbroadcast(y * bc, x)
    return as_gradient(bx, x, owned=True)
