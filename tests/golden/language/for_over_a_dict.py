# for over a dict

def f(x):
    weights = {"a": x, "b": x * x}
    y = 0.0
    for key in weights:
        y = y * x + weights[key]
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    t2_saved = []
    weights = {'a': x, 'b': x * x}
    y = 0.0
    items = sequence(weights)
    n = len(items)
    for key in items:
        t2 = weights[key]
        y_saved.append(y)
        y = y * x + t2
        t2_saved.append(t2)
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'for_over_a_dict.py:6:5: the result of `f`')

    bweights = zeros_like(weights)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        t2 = t2_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * x + weights[key]
        bweights1 = unbroadcast(by, t2)
        bx = bx + np.sum(y * by)
        by = unbroadcast(x * by, y)
        bweights = add_at(bweights, items[i], bweights1)
    # Grad of: weights = {"a": x, "b": x * x}
    bx = bx + 2 * x * bweights['b'] + bweights['a']
    return float(np.real(bx))
