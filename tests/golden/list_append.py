# The gradient of f towards x.

def f(x: "float64[:]"):
    ys = []
    for e in x:
        ys.append(e * e)
    last = ys.pop()
    return last * ys[0]


# Generated:

def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    ys = []
    n = len(x)
    for e in x:
        ys.append(e * e)
    ys_saved = ys[-1]
    last = ys.pop()

    # Grad of: return last * ys[0]
    blast = ys[0] * b_return
    bys = zeros_like(ys)
    bys = add_at(bys, 0, last * b_return)
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
