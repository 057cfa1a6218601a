# The gradient of f towards x.

def f(x):
    s = 1.0
    for e in x:
        s = s * e
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 1.0
    items = sequence(x)
    n = len(items)
    for e in items:
        s_saved.append(s)
        s = s * e
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'for_list.py:5:5: the result of `f`')

    bitems = zeros_like(items)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * e
        be = unbroadcast(s * bs, items[i])
        bs = unbroadcast(items[i] * bs, s)
        # Grad of: for e in x:
        bitems = add_at(bitems, i, be)
    # Grad of: for e in x:
    bx = unsequence(bitems, x)
    return as_gradient(bx, x)
