# The gradient of logistic towards u.

def logistic(u: "float64[:]", r: float, steps):
    for t in range(steps):
        u[1:] = r * u[1:] * (1.0 - u[:-1])
    return np.sum(u)


# Generated:

def dlogisticdu(u: 'float64[:]', r: float, steps, b_return: float = 1.0):
    """Gradient of logistic with respect to u."""
    u = u.copy()
    u_saved = []
    for t in range(steps):
        u_saved.append(u[1:].copy())
        u[1:] = r * u[1:] * (1.0 - u[:-1])

    # Grad of: return np.sum(u)
    bu = copied(broadcast_like(b_return, u))
    for t in range(steps - 1, -1, -1):
        u[1:] = u_saved.pop()
        # Grad of: u[1:] = r * u[1:] * (1.0 - u[:-1])
        b_rhs = bu[1:].copy()
        bu[1:] = r * (1.0 - u[:-1]) * b_rhs
        bu[:-1] -= r * u[1:] * b_rhs
    return bu
