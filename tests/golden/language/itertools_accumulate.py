# itertools.accumulate

from itertools import accumulate

def f(x):
    s = 0.0
    for a in accumulate([x, 2.0, x * x]):
        s = s * x + a
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    total = None
    total_saved = []
    s_saved = []
    a_saved = []
    s = 0.0
    t = [x, 2.0, x * x]
    items = list(t)
    n = len(items)
    for i in range(n):
        if i == 0:
            total_saved.append(total)
            total = items[i]
        else:
            total_saved.append(total)
            total = total + items[i]
        a = total
        s_saved.append(s)
        s = s * x + a
        a_saved.append(a)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'itertools_accumulate.py:7:5: the result of `f`')

    bitems = zeros_like(items)
    btotal = zeros_like(total)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        a = a_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s * x + a
        ba = unbroadcast(bs, a)
        bx = bx + np.sum(s * bs)
        bs = unbroadcast(x * bs, s)
        # Grad of: for a in accumulate([x, 2.0, x * x]): s = s * x + a
        btotal = add(btotal, ba)
        if i == 0:
            total = total_saved.pop()
            # Grad of: for a in accumulate([x, 2.0, x * x]):
            bitems = add_at(bitems, i, btotal)
            btotal = zeros_like(total)
        else:
            total = total_saved.pop()
            # Grad of: for a in accumulate([x, 2.0, x * x]):
            bitems1 = unbroadcast(btotal, items[i])
            btotal = unbroadcast(btotal, total)
            bitems = add_at(bitems, i, bitems1)
    # Grad of: for a in accumulate([x, 2.0, x * x]):
    bt = unlist(bitems, t)
    bx = bx + 2 * x * bt[2] + bt[0]
    return float(np.real(bx))
