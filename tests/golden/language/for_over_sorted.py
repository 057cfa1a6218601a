# for over sorted

def f(x):
    y = 0.0
    for c in sorted([x, 0.9, x * x]):
        y = y * x + c
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = 0.0
    t1 = [x, 0.9, x * x]
    t = sorted(t1)
    n = len(t)
    for c in t:
        y_saved.append(y)
        y = y * x + c
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'for_over_sorted.py:5:5: the result of `f`')

    bitems = zeros_like(t)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + c
        bc = unbroadcast(by, t[i])
        bx = bx + np.sum(y * by)
        by = unbroadcast(x * by, y)
        # Grad of: for c in sorted([x, 0.9, x * x]):
        bitems = add_at(bitems, i, bc)
    # Grad of: for c in sorted([x, 0.9, x * x]):
    bt1 = sorted_adjoint(bitems, t1, False)
    bx = bx + 2 * x * bt1[2] + bt1[0]
    return float(np.real(bx))
