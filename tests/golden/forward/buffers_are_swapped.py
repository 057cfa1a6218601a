# The tangent of f towards u.

def f(u: "float64[:]", steps):
    u = u.copy()
    new = np.zeros_like(u)
    for t in range(steps):
        new[1:-1] = u[1:-1] * (u[2:] + u[:-2])
        u, new = new, u
    return np.sum(u * u)


# Generated:

def f_jvp(u: 'float64[:]', steps, du: 'float64[:]'):
    """Tangent of f, given that of u."""
    du = as_tangent(du, u)
    # Tangent of: u = u.copy()
    du = du.copy()
    u = u.copy()
    new = np.zeros_like(u)
    # Tangent of: new = np.zeros_like(u)
    dnew = np.zeros_like(new)
    for t in range(steps):
        t4 = u[1:-1]
        t5 = u[2:] + u[:-2]
        # Tangent of: new[1:-1] = u[1:-1] * (u[2:] + u[:-2])
        dnew[1:-1] = t5 * du[1:-1] + t4 * (du[2:] + du[:-2])
        new[1:-1] = t4 * t5
        # Tangent of: u, new = new, u
        dt2 = du
        t2 = u
        du = dnew
        u = new
        dnew = dt2
        new = t2
    return np.sum(2 * u * du)
