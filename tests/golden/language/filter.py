# filter

def f(x):
    return sum(filter(lambda c: c > 1.0, [x, x * x, 3.0]))


# Generated, with the kind of x known:

def lambda_(c):
    return c > 1.0


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    cond_saved = []
    t = [x, x * x, 3.0]
    n = len(t)
    for i in range(n):
        cond = lambda_(t[i])
        cond_saved.append(cond)

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        if cond:
            # Grad of: return sum(filter(lambda c: c > 1.0, [x, x * x, 3.0]))
            bitem = b_return
        else:
            bitem = 0.0
        # Grad of: return sum(filter(lambda c: c > 1.0, [x, x * x, 3.0]))
        bitems = add_at(bitems, i, bitem)
    # Grad of: return sum(filter(lambda c: c > 1.0, [x, x * x, 3.0]))
    bx = 2 * x * bitems[1] + bitems[0]
    return float(np.real(bx))
