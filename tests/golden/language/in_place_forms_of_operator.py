# in-place forms of operator

import operator

def f(x):
    a = np.array([1.0, 2.0]) * x
    b = operator.imul(a, a)
    return np.sum(operator.iadd(a, b[::-1] * x))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = np.array([1.0, 2.0])
    a = t * x
    ba = zeros_like(a)
    bt2 = ba
    t2_saved = a.copy()
    a *= a
    b = a
    t7 = b[::-1]
    t5_saved = a.copy()
    a += t7 * x

    a[...] = t5_saved
    # Grad of: return np.sum(operator.iadd(a, b[::-1] * x))
    bt5 = copied(broadcast_like(b_return, a))
    bx = np.sum(t7 * bt5)
    bb = zeros_like(b)
    bb[::-1] += x * bt5
    ba += bt5
    a[...] = t2_saved
    # Grad of: b = operator.imul(a, a)
    bt2 += bb
    ba1 = a * bt2
    bt2 *= a
    ba += ba1
    # Grad of: a = np.array([1.0, 2.0]) * x
    bx = bx + np.sum(t * ba)
    return float(np.real(bx))
