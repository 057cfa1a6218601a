# for over keys and values

def f(x):
    weights = {"a": x, "b": x * x}
    y = 0.0
    for key in weights.keys():
        y = y + weights[key]
    for value in weights.values():
        y = y * value
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    t1_saved = []
    value_saved = []
    weights = {'a': x, 'b': x * x}
    y = 0.0
    items = sequence(weights)
    n = len(items)
    for key in items:
        t1 = weights[key]
        y_saved.append(y)
        y = y + t1
        t1_saved.append(t1)
    items1 = sequence(weights)
    n1 = len(items1)
    for i1 in range(n1):
        value = weights[items1[i1]]
        y_saved.append(y)
        y = y * value
        value_saved.append(value)
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'for_over_keys_and_values.py:8:5: the result of `f`')

    btable1 = zeros_like(weights)
    for i1 in range(n1 - 1, -1, -1):
        value = value_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * value
        bvalue = unbroadcast(y * by, value)
        by = unbroadcast(value * by, y)
        # Grad of: for value in weights.values(): y = y * value
        btable1 = add_at(btable1, items1[i1], bvalue)
    # Grad of: for value in weights.values():
    bweights = btable1
    for i in range(n - 1, -1, -1):
        t1 = t1_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y + weights[key]
        bweights1 = unbroadcast(by, t1)
        by = unbroadcast(by, y)
        bweights = add_at(bweights, items[i], bweights1)
    # Grad of: weights = {"a": x, "b": x * x}
    bx = 2 * x * bweights['b'] + bweights['a']
    return float(np.real(bx))
