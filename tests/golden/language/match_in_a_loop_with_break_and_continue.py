# match in a loop with break and continue

def f(x):
    s = x
    for order in [1, 5, 2, 3, 1]:
        match order:
            case 5:
                continue
            case 3:
                break
            case 1 | 2 as n:
                s = s * x + n
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    cond_saved = []
    cond1_saved = []
    s_saved = []
    cond2_saved = []
    s = x
    t = [1, 5, 2, 3, 1]
    trips = 0
    for i in range(len(t)):
        trips += 1
        order = t[i]
        cond = order == 5
        cond_saved.append(cond)
        if not cond:
            cond1 = order == 3
            cond1_saved.append(cond1)
            if cond1:
                break
            cond2 = order in (1, 2)
            if cond2:
                n = order
                s_saved.append(s)
                s = s * x + n
            cond2_saved.append(cond2)

    bx = 0.0
    for i in range(trips - 1, -1, -1):
        cond = cond_saved.pop()
        if not cond:
            cond1 = cond1_saved.pop()
            if not cond1:
                cond2 = cond2_saved.pop()
                if cond2:
                    s = s_saved.pop()
                    # Grad of: s = s * x + n
                    bx = bx + s * bs
                    bs = x * bs
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
