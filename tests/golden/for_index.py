# The gradient of f towards x, with the kinds of the arguments known.

def f(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] ** 2
    return s


# Generated:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 0.0
    n = len(x)
    for i in range(n):
        s_saved.append(s)
        s = s + x[i] ** 2
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')

    bx = zeros_like(x)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s += x[i] ** 2
        bx1 = unbroadcast(2 * x[i] * bs, x[i])
        bs = unbroadcast(bs, s)
        bx[i] += bx1
    return as_gradient(bx, x, owned=True)
