# dict, list and tuple displays

def f(x):
    tree = {"a": [x, (x * x, 2.0)], "b": {"c": x}}
    return tree["a"][0] * tree["a"][1][0] + tree["b"]["c"] * tree["a"][1][1]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    tree = {'a': [x, (x * x, 2.0)], 'b': {'c': x}}
    t7 = tree['a']
    t6 = t7[0]
    t10 = tree['a']
    t9 = t10[1]
    t8 = t9[0]
    t13 = tree['b']
    t12 = t13['c']
    t16 = tree['a']
    t15 = t16[1]
    t14 = t15[1]
    t4 = t6 * t8 + t12 * t14
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'dict_list_and_tuple_displays.py:3:5: the result of `f`')

    # Grad of: return tree["a"][0] * tree["a"][1][0] + tree["b"]["c"] * tree["a"][1][1]
    bt15 = zeros_like(t15)
    bt15 = add_at(bt15, 1, unbroadcast(t12 * b_return, t14))
    bt16 = zeros_like(t16)
    bt16 = add_at(bt16, 1, bt15)
    bt13 = zeros_like(t13)
    bt13 = add_at(bt13, 'c', unbroadcast(t14 * b_return, t12))
    bt9 = zeros_like(t9)
    bt9 = add_at(bt9, 0, unbroadcast(t6 * b_return, t8))
    bt10 = zeros_like(t10)
    bt10 = add_at(bt10, 1, bt9)
    bt7 = zeros_like(t7)
    bt7 = add_at(bt7, 0, unbroadcast(t8 * b_return, t6))
    btree = zeros_like(tree)
    btree = add_at(btree, 'a', bt16)
    btree = add_at(btree, 'b', bt13)
    btree = add_at(btree, 'a', bt10)
    btree = add_at(btree, 'a', bt7)
    # Grad of: tree = {"a": [x, (x * x, 2.0)], "b": {"c": x}}
    bt = btree['a']
    bx = 2 * x * bt[1][0] + bt[0] + btree['b']['c']
    return float(np.real(bx))
