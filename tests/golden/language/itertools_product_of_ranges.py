# itertools.product of ranges

from itertools import product

def f(x):
    a = np.ones((2, 3)) * x
    for i, j in product(range(2), range(3)):
        if i == j:
            continue
        a[i, j] = a[i, j] * x + j
    return np.sum(a * a)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    a_saved = []
    t = np.ones((2, 3))
    a = t * x
    for i in range(2):
        for j in range(3):
            if i != j:
                a_saved.append(a[i, j])
                a[i, j] = a[i, j] * x + j

    # Grad of: return np.sum(a * a)
    ba = 2 * a * b_return
    bx = 0.0
    for i in range(1, -1, -1):
        for j in range(2, -1, -1):
            if i != j:
                a[i, j] = a_saved.pop()
                # Grad of: a[i, j] = a[i, j] * x + j
                b_rhs = ba[i, j]
                bx = bx + a[i, j] * b_rhs
                ba[i, j] = x * b_rhs
    # Grad of: a = np.ones((2, 3)) * x
    bx = bx + np.sum(t * ba)
    return float(bx)
