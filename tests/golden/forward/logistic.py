# The tangent of logistic towards u.

def logistic(u: "float64[:]", r: float, steps):
    for t in range(steps):
        u[1:] = r * u[1:] * (1.0 - u[:-1])
    return np.sum(u)


# Generated:

def logistic_jvp(u: 'float64[:]', r: float, steps, du: 'float64[:]'):
    """Tangent of logistic, given that of u."""
    du = as_tangent(du, u, owned=True)
    u = u.copy()
    for t in range(steps):
        t2 = r * u[1:]
        t4 = 1.0 - u[:-1]
        # Tangent of: u[1:] = r * u[1:] * (1.0 - u[:-1])
        du[1:] = t4 * r * du[1:] - t2 * du[:-1]
        u[1:] = t2 * t4
    return np.sum(du)
