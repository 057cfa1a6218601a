# The tangents in all directions at once.

def heat(u, steps):
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return u


# Generated:

def heat_jvp_each(u, steps, du):
    """heat_jvp, in all directions that du has, one a row."""
    du = copied(du)
    u = u.copy()
    for t in range(steps):
        du[:, 1:-1] = du[:, 1:-1] + 0.1 * (du[:, 2:] - 2.0 * du[:, 1:-1] + du[:, :-2])
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return du
