# The gradient of f towards x, w, with the kinds of the arguments known.

def f(x, w):
    s = 0.0
    for row in x:
        s = s + np.tanh(row @ w)
    return s


# Generated:

def dfdxw(x, w, bs=1.0):
    """Gradient of f with respect to x and w."""
    s_saved = []
    t_saved = []
    t1_saved = []
    s = 0.0
    items = x
    n = len(x)
    for i in range(n):
        row = x[i]
        t1 = row @ w
        t = np.tanh(t1)
        s_saved.append(s)
        s = s + t
        t_saved.append(t)
        t1_saved.append(t1)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')

    bitems = zeros_like(x)
    bw = zeros_like(w)
    for i in range(n - 1, -1, -1):
        t = t_saved.pop()
        t1 = t1_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s + np.tanh(row @ w)
        bt1 = unbroadcast((1.0 - t * t) * bs, t1)
        bs = unbroadcast(bs, s)
        brow = matmul_adjoint_left(bt1, x[i], w)
        bw = bw + matmul_adjoint_right(bt1, x[i], w)
        # Grad of: for row in x:
        bitems[i] += brow
    # Grad of: for row in x:
    bx = bitems
    return as_gradient(bx, x), as_gradient(bw, w)
