# methods of strings

def f(x):
    table = {"weight": x, "bias": x * x}
    s = 0.0
    for key, value in table.items():
        if key.startswith("w"):
            s = s + value * value
        else:
            s = s + value
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    cond_saved = []
    value_saved = []
    table = {'weight': x, 'bias': x * x}
    s = 0.0
    items = sequence(table)
    n = len(items)
    for key1 in items:
        key = key1
        value = table[key1]
        cond = key.startswith('w')
        if cond:
            s_saved.append(s)
            s = s + value * value
        else:
            s_saved.append(s)
            s = s + value
        cond_saved.append(cond)
        value_saved.append(value)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'methods_of_strings.py:9:5: the result of `f`')

    btable1 = zeros_like(table)
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        value = value_saved.pop()
        if cond:
            s = s_saved.pop()
            # Grad of: s = s + value * value
            bvalue = unbroadcast(2 * value * bs, value)
            bs = unbroadcast(bs, s)
        else:
            s = s_saved.pop()
            # Grad of: s = s + value
            bvalue = unbroadcast(bs, value)
            bs = unbroadcast(bs, s)
        # Grad of: for key, value in table.items(): if key.startswith("w"): s = s + value * value...
        btable1 = add_at(btable1, items[i], bvalue)
    # Grad of: for key, value in table.items():
    btable = btable1
    # Grad of: table = {"weight": x, "bias": x * x}
    bx = 2 * x * btable['bias'] + btable['weight']
    return float(np.real(bx))
