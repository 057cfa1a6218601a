# The tangent of f towards x.

def sweep(a: "float64[:]", k: int):
    if k < len(a):
        a[k] = a[k] * a[k - 1]
        sweep(a, k + 1)


def f(x: "float64[:]"):
    sweep(x, 1)
    return np.sum(x)


# Generated:

def sweep_jvp(a: 'float64[:]', k: int, da):
    """Pushforward of sweep: nothing; it writes the tangents of what it writes."""
    if k < len(a):
        t2 = a[k]
        t4 = k - 1
        t3 = a[t4]
        # Tangent of: a[k] = a[k] * a[k - 1]
        da[k] = t3 * da[k] + t2 * da[t4]
        a[k] = t2 * t3
        # Tangent of: sweep(a, k + 1)
        sweep_jvp(a, k + 1, da)


def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x, owned=True)
    x = x.copy()
    # Tangent of: sweep(x, 1)
    sweep_jvp(x, 1, dx)
    return np.sum(dx)
