# dict of zip

def f(x):
    table = dict(zip(["a", "b"], [x, x * x]))
    more = dict([("c", 2.0 * x)])
    return table["a"] * table["b"] + more["c"]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    key1_saved = []
    t = {}
    t2 = ['a', 'b']
    t3 = [x, x * x]
    n2 = min(len(t2), len(t3))
    for i in range(n2):
        t[t2[i]] = t3[i]
    table = t
    t1 = {}
    t5 = [('c', 2.0 * x)]
    n3 = len(t5)
    for i1 in range(n3):
        key1, value1 = t5[i1]
        t1[key1] = value1
        key1_saved.append(key1)
    more = t1
    t11 = table['a']
    t12 = table['b']
    t13 = more['c']
    t9 = t11 * t12 + t13
    if np.shape(b_return) != np.shape(t9):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t9, b_return, 'dict_of_zip.py:4:5: the result of `f`')

    # Grad of: return table["a"] * table["b"] + more["c"]
    bmore = zeros_like(more)
    bmore = add_at(bmore, 'c', unbroadcast(b_return, t13))
    btable = zeros_like(table)
    btable = add_at(btable, 'b', unbroadcast(t11 * b_return, t12))
    btable = add_at(btable, 'a', unbroadcast(t12 * b_return, t11))
    # Grad of: more = dict([("c", 2.0 * x)])
    bt1 = bmore
    bitems2 = zeros_like(t5)
    for i1 in range(n3 - 1, -1, -1):
        key1 = key1_saved.pop()
        # Grad of: more = dict([("c", 2.0 * x)])
        bitems2 = add_at(bitems2, i1, pack_like((None, taken(bt1, key1)), t5[i1]))
    # Grad of: more = dict([("c", 2.0 * x)])
    bx = 2.0 * bitems2[0][1]
    # Grad of: table = dict(zip(["a", "b"], [x, x * x]))
    bt = btable
    bitems1 = zeros_like(t3)
    for i in range(n2 - 1, -1, -1):
        # Grad of: table = dict(zip(["a", "b"], [x, x * x]))
        bitems1 = add_at(bitems1, i, taken(bt, t2[i]))
    # Grad of: table = dict(zip(["a", "b"], [x, x * x]))
    bx = bx + 2 * x * bitems1[1] + bitems1[0]
    return float(np.real(bx))
