# nested list comprehension

def f(x):
    table = [[x * i + j for j in range(3)] for i in range(2)]
    return table[1][2] * table[1][1]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(2):
        t1 = []
        for j in range(3):
            t1.append(x * i + j)
        t.append(t1)
    table = t
    t6 = table[1]
    t5 = t6[2]
    t8 = table[1]
    t7 = t8[1]
    t4 = t5 * t7
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'nested_list_comprehension.py:3:5: the result of `f`')

    # Grad of: return table[1][2] * table[1][1]
    bt8 = zeros_like(t8)
    bt8 = add_at(bt8, 1, unbroadcast(t5 * b_return, t7))
    bt6 = zeros_like(t6)
    bt6 = add_at(bt6, 2, unbroadcast(t7 * b_return, t5))
    btable = zeros_like(table)
    btable = add_at(btable, 1, bt8)
    btable = add_at(btable, 1, bt6)
    # Grad of: table = [[x * i + j for j in range(3)] for i in range(2)]
    bt = btable
    bx = 0.0
    for i in range(1, -1, -1):
        # Grad of: table = [[x * i + j for j in range(3)] for i in range(2)]
        bt1 = unappend(bt)
        bt = truncate(bt, -1)
        bt1_1 = copied(bt1)
        for j in range(2, -1, -1):
            # Grad of: table = [[x * i + j for j in range(3)] for i in range(2)]
            bt2_1 = unappend(bt1_1)
            bt1_1 = truncate(bt1_1, -1)
            bx = bx + i * bt2_1
    return float(np.real(bx))
