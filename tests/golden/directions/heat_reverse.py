# The gradients in all directions at once.

def heat(u, steps):
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return u


# Generated:

def dheatdu_each(u, steps, bu):
    """dheatdu, in all directions that bu has, one a row."""
    u = u.copy()
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    bu = copied(bu)
    for t in range(steps - 1, -1, -1):
        bt4 = 0.1 * bu[:, 1:-1]
        bu[:, 1:-1] -= 2.0 * bt4
        bu[:, :-2] += bt4
        bu[:, 2:] += bt4
    return bu
