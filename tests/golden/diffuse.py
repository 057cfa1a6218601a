# The gradient of diffuse towards u.

def diffuse(u: "float64[:]", steps):
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


# Generated:

def ddiffusedu(u: 'float64[:]', steps, b_return: float = 1.0):
    """Gradient of diffuse with respect to u."""
    u = u.copy()
    for t in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])

    # Grad of: return np.sum(u * u)
    bu = 2 * u * b_return
    for t in range(steps - 1, -1, -1):
        # Grad of: u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        bt4 = 0.1 * bu[1:-1]
        bu[1:-1] -= 2.0 * bt4
        bu[:-2] += bt4
        bu[2:] += bt4
    return bu
