# The gradient of f towards x, y.

def f(x, y):
    return (x and y) * (x or y)


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t2 = x
    cond = t2
    if cond:
        t2_saved = t2
        t2 = y
    t1 = t2
    t4 = x
    cond1 = t4
    if not cond1:
        t4_saved = t4
        t4 = y
    t3 = t4
    t = t1 * t3
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'boolean.py:2:5: the result of `f`')

    # Grad of: return (x and y) * (x or y)
    bt1 = unbroadcast(t3 * b_return, t1)
    bt4 = unbroadcast(t1 * b_return, t4)
    if cond1:
        by = zeros_like(y)
    else:
        t4 = t4_saved
        # Grad of: return (x and y) * (x or y)
        by = bt4
        bt4 = zeros_like(t4)
    # Grad of: return (x and y) * (x or y)
    bx = bt4
    bt2 = bt1
    if cond:
        t2 = t2_saved
        # Grad of: return (x and y) * (x or y)
        by = add(by, bt2)
        bt2 = zeros_like(t2)
    # Grad of: return (x and y) * (x or y)
    bx = add(bx, bt2)
    return as_gradient(bx, x, owned=True), as_gradient(by, y)
