# generator expression in tuple, list and dict

def f(x):
    a = tuple(x * i for i in range(3))
    b = list(x + i for i in range(3))
    c = dict((k, x ** k) for k in range(3))
    return a[2] * b[1] * c[2]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    key_saved = []
    t = []
    for i1 in range(3):
        t.append(x * i1)
    a = tuple(t)
    t1 = []
    for i2 in range(3):
        t1.append(x + i2)
    b = list(t1)
    t2 = {}
    for k in range(3):
        key = k
        t2[key] = x ** k
        key_saved.append(key)
    c = t2
    t9 = a[2]
    t10 = b[1]
    t8 = t9 * t10
    t11 = c[2]
    t7 = t8 * t11
    if np.shape(b_return) != np.shape(t7):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(
        t7, b_return, 'generator_expression_in_tuple_list_and_dict.py:5:5: the result of `f`'
    )

    # Grad of: return a[2] * b[1] * c[2]
    bt8 = t11 * b_return
    bc = zeros_like(c)
    bc = add_at(bc, 2, unbroadcast(t8 * b_return, t11))
    bb = zeros_like(b)
    bb = add_at(bb, 1, unbroadcast(t9 * bt8, t10))
    ba = zeros_like(a)
    ba = add_at(ba, 2, unbroadcast(t10 * bt8, t9))
    # Grad of: c = dict((k, x ** k) for k in range(3))
    bt2 = bc
    bx = 0.0
    for k in range(2, -1, -1):
        key = key_saved.pop()
        # Grad of: c = dict((k, x ** k) for k in range(3))
        b_rhs = taken(bt2, key)
        bx = bx + nonzero(b_rhs, power_base_partial(x, k) * b_rhs)
    # Grad of: b = list(x + i for i in range(3))
    bt1 = copied(unlist(bb, t1))
    for i2 in range(2, -1, -1):
        # Grad of: b = list(x + i for i in range(3))
        bt6 = unappend(bt1)
        bt1 = truncate(bt1, -1)
        bx = bx + bt6
    # Grad of: a = tuple(x * i for i in range(3))
    bt = copied(unlist(ba, t))
    for i1 in range(2, -1, -1):
        # Grad of: a = tuple(x * i for i in range(3))
        bt5 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + i1 * bt5
    return float(np.real(bx))
