# itertools.product

from itertools import product

def f(x):
    s = 0.0
    for a, b in product([x, 2.0], [1.0, x * x]):
        s = s + a * b
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    items3_saved = []
    n1_saved = []
    s = 0.0
    t = [x, 2.0]
    items = list(t)
    t1 = [1.0, x * x]
    items1 = list(t1)
    items2 = sequence(items)
    n = len(items2)
    for a in items2:
        items3 = sequence(items1)
        n1 = len(items3)
        for i1 in range(n1):
            b = items3[i1]
            s_saved.append(s)
            s = s + a * b
        items3_saved.append(items3)
        n1_saved.append(n1)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'itertools_product.py:7:5: the result of `f`')

    bitems1 = zeros_like(items1)
    bitems2 = zeros_like(items2)
    for i in range(n - 1, -1, -1):
        items3 = items3_saved.pop()
        n1 = n1_saved.pop()
        ba = zeros_like(items2[i])
        bitems3 = zeros_like(items3)
        for i1 in range(n1 - 1, -1, -1):
            s = s_saved.pop()
            # Grad of: s = s + a * b
            ba = ba + unbroadcast(items3[i1] * bs, items2[i])
            bb = unbroadcast(items2[i] * bs, items3[i1])
            bs = unbroadcast(bs, s)
            # Grad of: for a, b in product([x, 2.0], [1.0, x * x]):
            bitems3 = add_at(bitems3, i1, bb)
        # Grad of: for a, b in product([x, 2.0], [1.0, x * x]):
        bitems1 = add(bitems1, unsequence(bitems3, items1))
        bitems2 = add_at(bitems2, i, ba)
    # Grad of: for a, b in product([x, 2.0], [1.0, x * x]):
    bitems = unsequence(bitems2, items)
    bx = 2 * x * unlist(bitems1, t1)[1]
    bx = bx + unlist(bitems, t)[0]
    return float(np.real(bx))
