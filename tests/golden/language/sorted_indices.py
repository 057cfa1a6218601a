# sorted indices

def f(x):
    weights = [3.0, 1.0, 2.0]
    values = [x, x * x, x + 1.0]
    order = sorted(range(3), key=lambda i: weights[i])
    s = 0.0
    for i in order:
        s = s * x + values[i]
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    t4_saved = []
    weights = [3.0, 1.0, 2.0]
    values = [x, x * x, x + 1.0]
    order = sorted(range(3), key=lambda i2: weights[i2])
    s = 0.0
    n = len(order)
    for i in order:
        t4 = values[i]
        s_saved.append(s)
        s = s * x + t4
        t4_saved.append(t4)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'sorted_indices.py:8:5: the result of `f`')

    bvalues = zeros_like(values)
    bx = 0.0
    for i1 in range(n - 1, -1, -1):
        t4 = t4_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s * x + values[i]
        bvalues1 = unbroadcast(bs, t4)
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
        bvalues = add_at(bvalues, order[i1], bvalues1)
    # Grad of: values = [x, x * x, x + 1.0]
    bx = bx + 2 * x * bvalues[1] + bvalues[2] + bvalues[0]
    return float(np.real(bx))
