# sorted with a key

def f(x):
    pairs = [3.0 * x, x * x, 1.0 / x]
    ranked = sorted(pairs, key=lambda v: -v * x, reverse=True)
    s = 0.0
    for i, v in enumerate(ranked):
        s = s + (i + 1) * v * v
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    pairs = [3.0 * x, x * x, 1.0 / x]
    ranked = sorted(pairs, key=lambda v1: -v1 * x, reverse=True)
    s = 0.0
    n = len(ranked)
    for i in range(n):
        v = ranked[i]
        s_saved.append(s)
        s = s + (i + 1) * v * v
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'sorted_with_a_key.py:7:5: the result of `f`')

    bitems = zeros_like(ranked)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s + (i + 1) * v * v
        bv = unbroadcast(2 * (i + 1) * ranked[i] * bs, ranked[i])
        bs = unbroadcast(bs, s)
        # Grad of: for i, v in enumerate(ranked):
        bitems = add_at(bitems, i, bv)
    # Grad of: for i, v in enumerate(ranked):
    branked = bitems
    # Grad of: ranked = sorted(pairs, key=lambda v: -v * x, reverse=True)
    bpairs = sorted_adjoint(branked, pairs, True, lambda v1: -v1 * x)
    # Grad of: pairs = [3.0 * x, x * x, 1.0 / x]
    bt2 = bpairs[2]
    bx = 3.0 * bpairs[0] + 2 * x * bpairs[1] + nonzero(bt2, -(bt2 / x / x))
    return float(np.real(bx))
