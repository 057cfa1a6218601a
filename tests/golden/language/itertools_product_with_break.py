# itertools.product with break

import itertools

def f(x):
    y = x
    for a, b in itertools.product([x, 2.0], repeat=2):
        y = y * a + b
        if y > 10:
            break
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    a_saved = []
    items2_saved = []
    n1_saved = []
    y_saved = []
    b_saved = []
    y = x
    t1 = [x, 2.0]
    items = list(t1)
    t = []
    items1 = sequence(items)
    n = len(items1)
    for a in items1:
        items2 = sequence(items)
        n1 = len(items2)
        for i1 in range(n1):
            b = items2[i1]
            t.append((a, b))
        a_saved.append(a)
        items2_saved.append(items2)
        n1_saved.append(n1)
    trips = 0
    for i2 in range(len(t)):
        trips += 1
        a, b = t[i2]
        y_saved.append(y)
        y = y * a + b
        a_saved.append(a)
        b_saved.append(b)
        if y > 10:
            break
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'itertools_product_with_break.py:9:5: the result of `f`')

    bitems3 = zeros_like(t)
    for i2 in range(trips - 1, -1, -1):
        a = a_saved.pop()
        b = b_saved.pop()
        y = y_saved.pop()
        # Grad of: y = y * a + b
        bb = unbroadcast(by, b)
        ba = unbroadcast(y * by, a)
        by = unbroadcast(a * by, y)
        # Grad of: for a, b in itertools.product([x, 2.0], repeat=2):
        bitems3 = add_at(bitems3, i2, pack_like((ba, bb), t[i2]))
    # Grad of: for a, b in itertools.product([x, 2.0], repeat=2):
    bt = bitems3
    bitems = zeros_like(items)
    bitems1 = zeros_like(items1)
    for i in range(n - 1, -1, -1):
        a = a_saved.pop()
        items2 = items2_saved.pop()
        n1 = n1_saved.pop()
        ba = zeros_like(a)
        bitems2 = zeros_like(items2)
        for i1 in range(n1 - 1, -1, -1):
            # Grad of: for a, b in itertools.product([x, 2.0], repeat=2):
            bt2 = unappend(bt)
            bt = truncate(bt, -1)
            ba = add(ba, bt2[0])
            bb = bt2[1]
            bitems2 = add_at(bitems2, i1, bb)
        # Grad of: for a, b in itertools.product([x, 2.0], repeat=2):
        bitems = add(bitems, unsequence(bitems2, items))
        bitems1 = add_at(bitems1, i, ba)
    # Grad of: for a, b in itertools.product([x, 2.0], repeat=2):
    bitems = add(bitems, unsequence(bitems1, items))
    bx = unlist(bitems, t1)[0]
    # Grad of: y = x
    bx = bx + by
    return float(np.real(bx))
