# itertools.pairwise

from itertools import pairwise

def f(x):
    s = 0.0
    for a, b in pairwise([x, 2.0, x * x]):
        s = s + a * b * b
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    a_saved = []
    b_saved = []
    t7_saved = []
    s = 0.0
    t2 = [x, 2.0, x * x]
    items = list(t2)
    n = len(items) - 1
    for i in range(n):
        a = items[i]
        b = items[i + 1]
        t7 = a * b
        s_saved.append(s)
        s = s + t7 * b
        a_saved.append(a)
        b_saved.append(b)
        t7_saved.append(t7)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'itertools_pairwise.py:7:5: the result of `f`')

    bitems = zeros_like(items)
    for i in range(n - 1, -1, -1):
        a = a_saved.pop()
        b = b_saved.pop()
        t7 = t7_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s + a * b * b
        bt7 = b * bs
        bb = unbroadcast(a * bt7 + t7 * bs, b)
        bs = unbroadcast(bs, s)
        ba = unbroadcast(b * bt7, a)
        # Grad of: for a, b in pairwise([x, 2.0, x * x]): s = s + a * b * b
        bitems = add_at(bitems, i + 1, bb)
        bitems = add_at(bitems, i, ba)
    # Grad of: for a, b in pairwise([x, 2.0, x * x]):
    bt2 = unlist(bitems, t2)
    bx = 2 * x * bt2[2] + bt2[0]
    return float(np.real(bx))
