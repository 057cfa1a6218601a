# itertools.islice and repeat

import itertools

def f(x):
    s = 0.0
    for a in itertools.islice([x, 2.0, x * x, 4.0], 1, 3):
        s = s * x + a
    for _ in itertools.repeat(None, 2):
        s = s * x
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 0.0
    t = [x, 2.0, x * x, 4.0]
    items = list(t)
    t2 = items[1:3]
    items1 = sequence(t2)
    n = len(items1)
    for a in items1:
        s_saved.append(s)
        s = s * x + a
    for _1 in range(2):
        s_saved.append(s)
        s = s * x
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'itertools_islice_and_repeat.py:9:5: the result of `f`')

    bx = 0.0
    for _1 in range(1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * x
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
    bitems1 = zeros_like(items1)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * x + a
        ba = unbroadcast(bs, items1[i])
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
        # Grad of: for a in itertools.islice([x, 2.0, x * x, 4.0], 1, 3):
        bitems1 = add_at(bitems1, i, ba)
    # Grad of: for a in itertools.islice([x, 2.0, x * x, 4.0], 1, 3):
    bitems = zeros_like(items)
    bitems = add_at(bitems, slice(1, 3, None), unsequence(bitems1, t2))
    bt = unlist(bitems, t)
    bx = bx + 2 * x * bt[2] + bt[0]
    return float(np.real(bx))
