# The gradient of f towards x.

def f(x):
    s = 1.0
    for e in reversed(x):
        s = s * e + e
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 1.0
    items = sequence(x)
    n = len(items)
    for i in range(n):
        e = items[n - 1 - i]
        s_saved.append(s)
        s = s * e + e
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'for_reversed.py:5:5: the result of `f`')

    bitems = zeros_like(items)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * e + e
        be = unbroadcast((s + 1) * bs, items[n - 1 - i])
        bs = unbroadcast(items[n - 1 - i] * bs, s)
        # Grad of: for e in reversed(x):
        bitems = add_at(bitems, n - 1 - i, be)
    # Grad of: for e in reversed(x):
    bx = unsequence(bitems, x)
    return as_gradient(bx, x)
