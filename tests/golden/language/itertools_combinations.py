# itertools.combinations

import itertools

def f(x):
    s = 0.0
    for a, b in itertools.combinations([x, 2.0, x * x], 2):
        s = s + a * b
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    a_saved = []
    b_saved = []
    s = 0.0
    t2 = [x, 2.0, x * x]
    items = list(t2)
    n = len(items)
    for i in range(n):
        for i1 in range(i + 1, len(items)):
            a = items[i]
            b = items[i1]
            s_saved.append(s)
            s = s + a * b
            a_saved.append(a)
            b_saved.append(b)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'itertools_combinations.py:7:5: the result of `f`')

    bitems = zeros_like(items)
    for i in range(n - 1, -1, -1):
        for i1 in range(len(items) - 1, i, -1):
            a = a_saved.pop()
            b = b_saved.pop()
            s = s_saved.pop()
            # Grad of: s = s + a * b
            ba = unbroadcast(b * bs, a)
            bb = unbroadcast(a * bs, b)
            bs = unbroadcast(bs, s)
            # Grad of: for a, b in itertools.combinations([x, 2.0, x * x], 2): s = s + a * b
            bitems = add_at(bitems, i1, bb)
            bitems = add_at(bitems, i, ba)
    # Grad of: for a, b in itertools.combinations([x, 2.0, x * x], 2):
    bt2 = unlist(bitems, t2)
    bx = 2 * x * bt2[2] + bt2[0]
    return float(np.real(bx))
