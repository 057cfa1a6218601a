# The gradient of f towards x, w, with the kinds of the arguments known.

def f(x, w):
    s = 0.0
    for row in x:
        s = s + np.tanh(row @ w)
    return s


# Generated:

def dfdxw(x, w, bs=1.0):
    """Gradient of f with respect to x and w."""
    t_saved = []
    n = len(x)
    for row in x:
        t = np.tanh(row @ w)
        t_saved.append(t)

    bitems = zeros_like(x)
    bw = zeros_like(w)
    for i in range(n - 1, -1, -1):
        t = t_saved.pop()
        # Grad of: s = s + np.tanh(row @ w)
        bt1 = (1.0 - t * t) * bs
        brow = bt1 * w
        bw += bt1 * x[i]
        # Grad of: for row in x:
        bitems[i] += brow
    return bitems, as_gradient(bw, w)
