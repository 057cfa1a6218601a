# for over the items of a dict

def f(x):
    weights = {"a": x, "b": x * x}
    y = 0.0
    for key, value in weights.items():
        y = y * value + (2.0 if key == "a" else x)
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond_saved = []
    value_saved = []
    weights = {'a': x, 'b': x * x}
    y = 0.0
    items = sequence(weights)
    n = len(items)
    for key1 in items:
        key = key1
        value = weights[key1]
        cond = key == 'a'
        if cond:
            t4 = 2.0
        else:
            t4 = x
        y_saved.append(y)
        y = y * value + t4
        cond_saved.append(cond)
        value_saved.append(value)
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'for_over_the_items_of_a_dict.py:6:5: the result of `f`')

    btable = zeros_like(weights)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        value = value_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * value + (2.0 if key == "a" else x)
        bt3 = by
        bt4 = np.sum(by)
        if not cond:
            # Grad of: y = y * value + (2.0 if key == "a" else x)
            bx = bx + bt4
        # Grad of: y = y * value + (2.0 if key == "a" else x)
        by = unbroadcast(value * bt3, y)
        bvalue = unbroadcast(y * bt3, value)
        # Grad of: for key, value in weights.items(): y = y * value + (2.0 if key == "a" else x)
        btable = add_at(btable, items[i], bvalue)
    # Grad of: for key, value in weights.items():
    bweights = btable
    # Grad of: weights = {"a": x, "b": x * x}
    bx = bx + 2 * x * bweights['b'] + bweights['a']
    return float(np.real(bx))
