# The second derivative of f: the tangent of its gradient.

def f(u: 'float64[:]', steps: int):
    for t in range(steps):
        u[1:] = u[1:] * u[:-1]
    return np.sum(u)


# Generated:

def dfdu_jvp(u: 'float64[:]', steps: int, b_return: float = 1.0, du=None):
    """Tangent of dfdu, given that of u."""
    if du is None:
        raise TypeError('the pushforward of dfdu needs the tangent of u: du')
    du = as_tangent(du, u)
    # Tangent of: u = u.copy()
    du = du.copy()
    u = u.copy()
    # Tangent of: u_saved = []
    du_saved = []
    u_saved = []
    for t in range(steps):
        t1 = u[1:].copy()
        # Tangent of: u_saved.append(u[1:].copy())
        du_saved.append(du[1:].copy())
        u_saved.append(t1)
        t4 = u[1:]
        t5 = u[:-1]
        # Tangent of: u[1:] = u[1:] * u[:-1]
        du[1:] = t5 * du[1:] + t4 * du[:-1]
        u[1:] = t4 * t5
    bu = copied(broadcast_like(b_return, u))
    # Tangent of: bu = copied(broadcast_like(b_return, u))
    dbu = np.zeros_like(bu)
    for t in range(steps - 1, -1, -1):
        # Tangent of: u[1:] = u_saved.pop()
        du[1:] = du_saved.pop()
        u[1:] = u_saved.pop()
        # Tangent of: b_rhs = bu[1:].copy()
        db_rhs = dbu[1:].copy()
        b_rhs = bu[1:].copy()
        t10 = u[:-1]
        # Tangent of: bu[1:] = u[:-1] * b_rhs
        dbu[1:] = b_rhs * du[:-1] + t10 * db_rhs
        bu[1:] = t10 * b_rhs
        t12 = u[1:]
        # Tangent of: bu[:-1] += u[1:] * b_rhs
        dbu[:-1] += b_rhs * du[1:] + t12 * db_rhs
        bu[:-1] += t12 * b_rhs
    return dbu
