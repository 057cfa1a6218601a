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
    weights = {'a': x, 'b': x * x}
    y = 0.0
    items = sequence(weights)
    n = len(items)
    for key in items:
        y_saved.append(y)
        y = y * x + weights[key]

    bweights = zeros_like(weights)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        y = y_saved.pop()
        # Grad of: y = y * x + weights[key]
        bweights1 = by
        bx = bx + y * by
        by = x * by
        bweights = add_at(bweights, items[i], bweights1)
    # Grad of: weights = {"a": x, "b": x * x}
    bx = bx + 2 * x * bweights['b'] + bweights['a']
    return float(np.real(bx))
