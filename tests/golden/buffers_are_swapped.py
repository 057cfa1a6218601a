# The gradient of f towards u.

def f(u: "float64[:]", steps):
    u = u.copy()
    new = np.zeros_like(u)
    for t in range(steps):
        new[1:-1] = u[1:-1] * (u[2:] + u[:-2])
        u, new = new, u
    return np.sum(u * u)


# Generated:

def dfdu(u: 'float64[:]', steps, b_return: float = 1.0):
    """Gradient of f with respect to u."""
    new_saved1 = []
    t4_saved = []
    t5_saved = []
    new_saved = []
    u1 = u.copy()
    new = np.zeros_like(u1)
    for t in range(steps):
        t4 = u1[1:-1]
        t5 = u1[2:] + u1[:-2]
        new_saved.append(new[1:-1].copy())
        new[1:-1] = t4 * t5
        t2 = u1
        u1 = new
        new_saved1.append(new)
        new = t2
        t4_saved.append(t4)
        t5_saved.append(t5)

    # Grad of: return np.sum(u * u)
    bu = 2 * u1 * b_return
    bnew = zeros_like(new)
    for t in range(steps - 1, -1, -1):
        t4 = t4_saved.pop()
        t5 = t5_saved.pop()
        new = new_saved1.pop()
        # Grad of: u, new = new, u
        bu1 = bnew
        bnew = bu
        bu = bu1
        new[1:-1] = new_saved.pop()
        # Grad of: new[1:-1] = u[1:-1] * (u[2:] + u[:-2])
        bt5 = t4 * bnew[1:-1]
        bu[:-2] += bt5
        bu[2:] += bt5
        bu[1:-1] += t5 * bnew[1:-1]
        bnew[1:-1] = 0.0
    return bu
