# The tangent of f towards a, b.

def f(a, b):
    s = 0.0
    for p, q in zip(a, b):
        s = s + p * q * s + p
    return s


# Generated:

def f_jvp(a, b, da, db):
    """Tangent of f, given those of a and b."""
    da = as_tangent(da, a)
    db = as_tangent(db, b)
    # Tangent of: s = 0.0
    ds = 0.0
    s = 0.0
    # Tangent of: for p, q in zip(a, b):
    ditems = tangent_of_sequence(da, a)
    items = sequence(a)
    ditems1 = tangent_of_sequence(db, b)
    items1 = sequence(b)
    for i in range(min(len(items), len(items1))):
        # Tangent of: for p, q in zip(a, b):
        dp = ditems[i]
        p = items[i]
        dq = ditems1[i]
        q = items1[i]
        t2 = p * q
        # Tangent of: s = s + p * q * s + p
        ds = ds + s * (q * dp + p * dq) + t2 * ds + dp
        s = s + t2 * s + p
    return ds
