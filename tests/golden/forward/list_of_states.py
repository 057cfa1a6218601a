# The tangent of f towards u.

def f(u: "float64[:]", steps):
    states = [u]
    for t in range(steps):
        u = u.copy()
        u[1:] *= u[:-1]
        states.append(u)
    return np.sum(states[0] * states[-1])


# Generated:

def f_jvp(u: 'float64[:]', steps, du: 'float64[:]'):
    """Tangent of f, given that of u."""
    du = as_tangent(du, u)
    # Tangent of: states = [u]
    dstates = [du]
    states = [u]
    for t in range(steps):
        # Tangent of: u = u.copy()
        du = du.copy()
        u = u.copy()
        t1 = u[:-1]
        # Tangent of: u[1:] *= u[:-1]
        du[1:] = t1 * du[1:] + u[1:] * du[:-1]
        u[1:] *= t1
        # Tangent of: states.append(u)
        dstates.append(du)
        states.append(u)
    return np.sum(states[-1] * dstates[0] + states[0] * dstates[-1])
