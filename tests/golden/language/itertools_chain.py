# itertools.chain

from itertools import chain

def f(x):
    s = 0.0
    for a in chain([x, 2.0], (x * x,)):
        s = s * x + a
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 0.0
    t = []
    t1 = [x, 2.0]
    t.extend(t1)
    t2 = (x * x,)
    t.extend(t2)
    n = len(t)
    for a in t:
        s_saved.append(s)
        s = s * x + a
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'itertools_chain.py:7:5: the result of `f`')

    bitems = zeros_like(t)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * x + a
        ba = unbroadcast(bs, t[i])
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
        # Grad of: for a in chain([x, 2.0], (x * x,)):
        bitems = add_at(bitems, i, ba)
    # Grad of: for a in chain([x, 2.0], (x * x,)):
    bt = bitems
    bt2 = unextend(bt, t2)
    bt = truncate(bt, len(bt) - len(t2))
    bx = bx + 2 * x * bt2[0]
    bx = bx + unextend(bt, t1)[0]
    return float(np.real(bx))
