# reversed as an argument

def f(x):
    items = [x, 2.0, x * x]
    s = sum(a * b for a, b in zip(items, reversed(items))) + list(reversed(items))[0]
    for i, v in enumerate(reversed(items)):
        s = s * x + i * v
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    total_saved = []
    s_saved = []
    items = [x, 2.0, x * x]
    total = 0
    t2 = list(items)
    t1 = t2[::-1]
    items2 = sequence(t1)
    n2 = min(len(items), len(items2))
    for i1 in range(n2):
        a = items[i1]
        b = items2[i1]
        total_saved.append(total)
        total = total + a * b
    t7 = list(items)
    t6 = t7[::-1]
    t5 = list(t6)
    t4 = t5[0]
    s = total + t4
    t9 = list(items)
    t8 = t9[::-1]
    items3 = sequence(t8)
    n3 = len(items3)
    for i in range(n3):
        v = items3[i]
        s_saved.append(s)
        s = s * x + i * v
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'reversed_as_an_argument.py:6:5: the result of `f`')

    bitems3 = zeros_like(items3)
    bx = 0.0
    for i in range(n3 - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * x + i * v
        bv = unbroadcast(i * bs, items3[i])
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
        # Grad of: for i, v in enumerate(reversed(items)):
        bitems3 = add_at(bitems3, i, bv)
    # Grad of: for i, v in enumerate(reversed(items)):
    bt9 = zeros_like(t9)
    bt9 = add_at(bt9, slice(None, None, -1), unsequence(bitems3, t8))
    bitems = unlist(bt9, items)
    # Grad of: s = sum(a * b for a, b in zip(items, reversed(items))) + list(reversed(items))[0]
    bt5 = zeros_like(t5)
    bt5 = add_at(bt5, 0, unbroadcast(bs, t4))
    bt7 = zeros_like(t7)
    bt7 = add_at(bt7, slice(None, None, -1), unlist(bt5, t6, t5))
    btotal = unbroadcast(bs, total)
    bitems = add(bitems, unlist(bt7, items))
    bitems1 = zeros_like(items)
    bitems2 = zeros_like(items2)
    for i1 in range(n2 - 1, -1, -1):
        total = total_saved.pop()
        # Grad of: s = sum(a * b for a, b in zip(items, reversed(items))) + list(reversed(items))[0]
        ba = unbroadcast(items2[i1] * btotal, items[i1])
        bb = unbroadcast(items[i1] * btotal, items2[i1])
        btotal = unbroadcast(btotal, total)
        bitems2 = add_at(bitems2, i1, bb)
        bitems1 = add_at(bitems1, i1, ba)
    # Grad of: s = sum(a * b for a, b in zip(items, reversed(items))) + list(reversed(items))[0]
    bt2 = zeros_like(t2)
    bt2 = add_at(bt2, slice(None, None, -1), unsequence(bitems2, t1))
    bitems = add(add(bitems, bitems1), unlist(bt2, items))
    # Grad of: items = [x, 2.0, x * x]
    bx = bx + 2 * x * bitems[2] + bitems[0]
    return float(np.real(bx))
