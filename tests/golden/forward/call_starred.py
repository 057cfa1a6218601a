# The tangent of f towards x, y.

def g(a, *rest):
    for r in rest:
        a = a * r
    return a


def f(x, y):
    return g(x, y, x)


# Generated:

def g_3_jvp(a, rest1, rest2, da, drest1, drest2):
    """Pushforward of g_3: the result and its tangent."""
    drest = (drest1, drest2)
    rest = (rest1, rest2)
    items = sequence(rest)
    for i in range(len(items)):
        # Tangent of: for r in rest:
        dr = drest[i]
        r = items[i]
        # Tangent of: a = a * r
        da = r * da + a * dr
        a = a * r
    return a, da


def f_jvp(x, y, dx, dy):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    # Tangent of: return g(x, y, x)
    t, dt = g_3_jvp(x, y, x, dx, dy, dx)
    return dt
