# The tangent of f towards xs.

def f(xs):
    a, *b = xs
    return a * sum(b)


# Generated:

def f_jvp(xs, dxs):
    """Tangent of f, given that of xs."""
    dxs = as_tangent(dxs, xs)
    # Tangent of: a, *b = xs
    da, *db = dxs
    a, *b = xs
    return sum(b) * da + a * sum(db)
