# a global of a builtin's name

len = 3.0

def f(x):
    s = x
    for a in [x, x * x]:
        s = s * a
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = x
    t = [x, x * x]
    n = builtin_len(t)
    for a in t:
        s_saved.append(s)
        s = s * a

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * a
        ba = s * bs
        bs = t[i] * bs
        # Grad of: for a in [x, x * x]:
        bitems = add_at(bitems, i, ba)
    # Grad of: for a in [x, x * x]:
    bx = 2 * x * bitems[1] + bitems[0]
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
