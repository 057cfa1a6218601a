# The gradient of f towards x, with the kinds of the arguments known.

def f(x):
    s = 0.0
    for e in x:
        s = s + e * e
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 0.0
    n = len(x)
    for i in range(n):
        e = x[i]
        s_saved.append(s)
        s = s + e * e
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')

    bitems = zeros_like(x)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s + e * e
        be = unbroadcast(2 * x[i] * bs, x[i])
        bs = unbroadcast(bs, s)
        # Grad of: for e in x:
        bitems[i] += be
    # Grad of: for e in x:
    bx = bitems
    return as_gradient(bx, x)
