# dict methods

def f(x):
    table = {"a": x, "b": x * x}
    y = sum(table.values()) + len(table)
    for key in sorted(table.keys()):
        y = y * table[key]
    return y + max(value for _, value in table.items())


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    total_saved = []
    t5_saved = []
    y_saved = []
    t8_saved = []
    table = {'a': x, 'b': x * x}
    total = 0
    items = sequence(table)
    n = len(items)
    for i in range(n):
        t5 = table[items[i]]
        total_saved.append(total)
        total = total + t5
        t5_saved.append(t5)
    y = total + len(table)
    t = []
    items1 = sequence(table)
    for i1 in range(len(items1)):
        t.append(items1[i1])
    t7 = sorted(t)
    n2 = len(t7)
    for key in t7:
        t8 = table[key]
        y_saved.append(y)
        y = y * t8
        t8_saved.append(t8)
    t1 = []
    items3 = sequence(table)
    n3 = len(items3)
    for i3 in range(n3):
        value = table[items3[i3]]
        t1.append(value)
    t10 = max(t1)
    t9 = y + t10
    if np.shape(b_return) != np.shape(t9):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t9, b_return, 'dict_methods.py:6:5: the result of `f`')

    # Grad of: return y + max(value for _, value in table.items())
    by = unbroadcast(b_return, y)
    bt1 = copied(choice_adjoints(unbroadcast(b_return, t10), t10, t1))
    btable3 = zeros_like(table)
    for i3 in range(n3 - 1, -1, -1):
        # Grad of: return y + max(value for _, value in table.items())
        bvalue = unappend(bt1)
        bt1 = truncate(bt1, -1)
        btable3 = add_at(btable3, items3[i3], bvalue)
    # Grad of: return y + max(value for _, value in table.items())
    btable = btable3
    for i2 in range(n2 - 1, -1, -1):
        t8 = t8_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * table[key]
        btable1 = unbroadcast(y * by, t8)
        by = unbroadcast(t8 * by, y)
        btable = add_at(btable, t7[i2], btable1)
    # Grad of: y = sum(table.values()) + len(table)
    btotal = unbroadcast(by, total)
    btable1_1 = zeros_like(table)
    for i in range(n - 1, -1, -1):
        t5 = t5_saved.pop()
        total = total_saved.pop()
        # Grad of: y = sum(table.values()) + len(table)
        btable1_2 = unbroadcast(btotal, t5)
        btotal = unbroadcast(btotal, total)
        btable1_1 = add_at(btable1_1, items[i], btable1_2)
    # Grad of: y = sum(table.values()) + len(table)
    btable = add(btable, btable1_1)
    # Grad of: table = {"a": x, "b": x * x}
    bx = 2 * x * btable['b'] + btable['a']
    return float(np.real(bx))
