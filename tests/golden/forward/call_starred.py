# The tangent of f towards x, y.

def g(a, *rest):
    for r in rest:
        a = a * r
    return a


def f(x, y):
    return g(x, y, x)


# Generated:

def g_jvp(a, *rest, da, drest):
    """Pushforward of g: the result and its tangent."""
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
    t, dt = g_jvp(x, *(y, x), da=dx, drest=(dy, dx))
    return dt
