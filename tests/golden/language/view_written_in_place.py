# view written in place

def f(x):
    a = np.ones((3, 3)) * x
    row = a[1]
    row *= x
    row[0] = x * x
    return np.sum(a * a)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = np.ones((3, 3))
    a = t * x
    ba = zeros_like(a)
    row = a[1]
    brow = ba[1]
    row_saved = row.copy()
    row *= x
    row_saved1 = row[0]
    row[0] = x * x

    # Grad of: return np.sum(a * a)
    ba += 2 * a * b_return
    row[0] = row_saved1
    # Grad of: row[0] = x * x
    b_rhs = brow[0]
    brow[0] = 0.0
    bx = 2 * x * b_rhs
    row[...] = row_saved
    # Grad of: row *= x
    bx1 = np.sum(row * brow)
    brow *= x
    bx = bx + bx1
    # Grad of: a = np.ones((3, 3)) * x
    bx = bx + np.sum(t * ba)
    return float(bx)
