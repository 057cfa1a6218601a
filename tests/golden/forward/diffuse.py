# The tangent of diffuse towards u.

def diffuse(u: "float64[:]", steps):
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


# Generated:

def diffuse_jvp(u: 'float64[:]', steps, du: 'float64[:]'):
    """Tangent of diffuse, given that of u."""
    du = as_tangent(du, u, owned=True)
    u = u.copy()
    for t in range(steps):
        # Tangent of: u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        du[1:-1] = du[1:-1] + 0.1 * (du[2:] - 2.0 * du[1:-1] + du[:-2])
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(2 * u * du)
