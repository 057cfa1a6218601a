# The gradient of f towards a, b.

def f(a, b):
    s = 0.0
    for p, q in zip(a, b):
        s = s + p * q * s + p
    return s


# Generated:

def dfdab(a, b, bs=1.0):
    """Gradient of f with respect to a and b."""
    s_saved = []
    s = 0.0
    items = sequence(a)
    items1 = sequence(b)
    n2 = min(len(items), len(items1))
    for i in range(n2):
        p = items[i]
        q = items1[i]
        s_saved.append(s)
        s = s + p * q * s + p
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'for_zip.py:5:5: the result of `f`')

    bitems = zeros_like(items)
    bitems1 = zeros_like(items1)
    for i in range(n2 - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s + p * q * s + p
        bt2 = s * bs
        bp = unbroadcast(items1[i] * bt2 + bs, items[i])
        bs = unbroadcast((items[i] * items1[i] + 1) * bs, s)
        bq = unbroadcast(items[i] * bt2, items1[i])
        # Grad of: for p, q in zip(a, b):
        bitems1 = add_at(bitems1, i, bq)
        bitems = add_at(bitems, i, bp)
    # Grad of: for p, q in zip(a, b):
    bb = unsequence(bitems1, b)
    ba = unsequence(bitems, a)
    return as_gradient(ba, a), as_gradient(bb, b)
