# array written in place

def f(x):
    a = np.zeros(4)
    a[0] = x
    for i in range(1, 4):
        a[i] = a[i - 1] * x + i
    a[1:3] *= a[0]
    return np.sum(a * a)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    a_saved = []
    a = np.zeros(4)
    a[0] = x
    for i in range(1, 4):
        a_saved.append(a[i])
        a[i] = a[i - 1] * x + i
    t4 = a[0]
    a_saved1 = a[1:3].copy()
    a[1:3] *= t4

    # Grad of: return np.sum(a * a)
    ba = 2 * a * b_return
    a[1:3] = a_saved1
    # Grad of: a[1:3] *= a[0]
    bt4 = np.sum(a[1:3] * ba[1:3])
    ba[1:3] *= t4
    ba[0] += bt4
    bx = 0.0
    for i in range(3, 0, -1):
        a[i] = a_saved.pop()
        # Grad of: a[i] = a[i - 1] * x + i
        b_rhs = ba[i]
        bx = bx + a[i - 1] * b_rhs
        ba[i] = 0.0
        ba[i - 1] += x * b_rhs
    # Grad of: a[0] = x
    bx = bx + ba[0]
    return float(bx)
