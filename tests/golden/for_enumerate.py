# The gradient of f towards x.

def f(x):
    s = 1.0
    for i, e in enumerate(x):
        s = s * e + i
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 1.0
    items = sequence(x)
    n = len(items)
    for i in range(n):
        e = items[i]
        s_saved.append(s)
        s = s * e + i
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'for_enumerate.py:5:5: the result of `f`')

    bitems = zeros_like(items)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * e + i
        be = unbroadcast(s * bs, items[i])
        bs = unbroadcast(items[i] * bs, s)
        # Grad of: for i, e in enumerate(x):
        bitems = add_at(bitems, i, be)
    # Grad of: for i, e in enumerate(x):
    bx = unsequence(bitems, x)
    return as_gradient(bx, x)
