# max and min with default

def f(x):
    none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
    return none * max(x * i for i in range(3)) * max([x, 0.1], key=lambda v: -v, default=0.0)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    t4 = [x, 2.0]
    n = len(t4)
    for v1 in t4:
        if v1 > 100.0:
            t.append(v1)
    if t:
        none = min(t)
    else:
        none = x * x
    t1 = []
    for i in range(3):
        t1.append(x * i)
    t6 = max(t1)
    t2 = none * t6
    items1 = [x, 0.1]
    if items1:
        t7 = sorted(items1, key=lambda v: -v, reverse=True)
        t3 = t7[0]
    else:
        t3 = 0.0
    t8 = t2 * t3
    if np.shape(b_return) != np.shape(t8):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t8, b_return, 'max_and_min_with_default.py:3:5: the result of `f`')

    # Grad of: return none * max(x * i for i in range(3)) * max([x, 0.1], key=lambda v: -v, defau...
    bt2 = unbroadcast(t3 * b_return, t2)
    bt3 = unbroadcast(t2 * b_return, t3)
    if items1:
        # Grad of: return none * max(x * i for i in range(3)) * max([x, 0.1], key=lambda v: -v, d...
        bt7 = zeros_like(t7)
        bt7 = add_at(bt7, 0, bt3)
        bitems1 = sorted_adjoint(bt7, items1, True, lambda v: -v)
    else:
        bitems1 = zeros_like(items1)
    # Grad of: return none * max(x * i for i in range(3)) * max([x, 0.1], key=lambda v: -v, defau...
    bx = bitems1[0]
    bnone = unbroadcast(t6 * bt2, none)
    bt1 = copied(choice_adjoints(unbroadcast(none * bt2, t6), t6, t1))
    for i in range(2, -1, -1):
        # Grad of: return none * max(x * i for i in range(3)) * max([x, 0.1], key=lambda v: -v, d...
        bt5 = unappend(bt1)
        bt1 = truncate(bt1, -1)
        bx = bx + i * bt5
    if t:
        # Grad of: none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
        bitems = choice_adjoints(bnone, none, t)
        bdefault = 0.0
    else:
        # Grad of: none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
        bdefault = bnone
        bitems = zeros_like(t)
    # Grad of: none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
    bx = bx + 2 * x * bdefault
    bt = copied(bitems)
    bitems2 = zeros_like(t4)
    for i1 in range(n - 1, -1, -1):
        if t4[i1] > 100.0:
            # Grad of: none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
            bv1 = unappend(bt)
            bt = truncate(bt, -1)
            bv1_1 = bv1
        else:
            bv1_1 = 0.0
        # Grad of: none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
        bitems2 = add_at(bitems2, i1, bv1_1)
    # Grad of: none = min([v for v in [x, 2.0] if v > 100.0], default=x * x)
    bx = bx + bitems2[0]
    return float(np.real(bx))
