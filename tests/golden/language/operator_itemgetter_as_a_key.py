# operator.itemgetter as a key

import operator

def f(x):
    pairs = [(3.0, x), (1.0, x * x), (2.0, x + 1.0)]
    ranked = sorted(pairs, key=operator.itemgetter(0))
    s = 0.0
    for weight, v in ranked:
        s = s * x + weight * v * v
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    t8_saved = []
    v_saved = []
    weight_saved = []
    pairs = [(3.0, x), (1.0, x * x), (2.0, x + 1.0)]
    ranked = sorted(pairs, key=lambda item: item[0])
    s = 0.0
    n = len(ranked)
    for i in range(n):
        weight, v = ranked[i]
        t8 = weight * v
        s_saved.append(s)
        s = s * x + t8 * v
        t8_saved.append(t8)
        v_saved.append(v)
        weight_saved.append(weight)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'operator_itemgetter_as_a_key.py:9:5: the result of `f`')

    bitems = zeros_like(ranked)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        t8 = t8_saved.pop()
        v = v_saved.pop()
        weight = weight_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s * x + weight * v * v
        bt8 = v * bs
        bv = unbroadcast(weight * bt8 + t8 * bs, v)
        bweight = unbroadcast(v * bt8, weight)
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
        # Grad of: for weight, v in ranked:
        bitems = add_at(bitems, i, pack_like((bweight, bv), ranked[i]))
    # Grad of: for weight, v in ranked:
    branked = bitems
    # Grad of: ranked = sorted(pairs, key=operator.itemgetter(0))
    bpairs = sorted_adjoint(branked, pairs, False, lambda item: item[0])
    # Grad of: pairs = [(3.0, x), (1.0, x * x), (2.0, x + 1.0)]
    bx = bx + bpairs[0][1] + 2 * x * bpairs[1][1] + bpairs[2][1]
    return float(np.real(bx))
