# The tangent of f towards x.

def f(x: "float64[:]"):
    ys = []
    for e in x:
        ys.append(e * e)
    last = ys.pop()
    return last * ys[0]


# Generated:

def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: ys = []
    dys = []
    ys = []
    # Tangent of: for e in x:
    ditems = dx
    items = sequence(x)
    for i in range(len(items)):
        # Tangent of: for e in x:
        de = ditems[i]
        e = items[i]
        t = e * e
        # Tangent of: ys.append(e * e)
        dys.append(2 * e * de)
        ys.append(t)
    # Tangent of: last = ys.pop()
    dlast = dys.pop()
    last = ys.pop()
    return ys[0] * dlast + last * dys[0]
