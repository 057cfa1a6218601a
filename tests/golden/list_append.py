# The gradient of f towards x.

def f(x: "float64[:]"):
    ys = []
    for e in x:
        ys.append(e * e)
    last = ys.pop()
    return last * ys[0]


# Generated:

def dfdx(x: 'float64[:]', b_return=1.0):
    """Gradient of f with respect to x."""
    ys = []
    n = len(x)
    for e in x:
        ys.append(e * e)
    ys_saved = ys[-1]
    last = ys.pop()
    t2 = ys[0]
    if np.shape(b_return) != np.shape(last * t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )

    # Grad of: return last * ys[0]
    blast = unbroadcast(t2 * b_return, last)
    bys = zeros_like(ys)
    bys = add_at(bys, 0, unbroadcast(last * b_return, t2))
    put_back(ys, -1, ys_saved)
    # Grad of: last = ys.pop()
    bys = unpop(bys, blast, last, -1)
    bitems = zeros_like(x)
    for i in range(n - 1, -1, -1):
        # Grad of: ys.append(e * e)
        bt = unappend(bys)
        bys = truncate(bys, -1)
        be = 2 * x[i] * bt
        # Grad of: for e in x:
        bitems[i] += be
    return as_gradient(bitems, x, owned=True)
