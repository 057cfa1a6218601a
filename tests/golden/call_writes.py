# The gradient of f towards x.

def relax(u: "float64[:]", i):
    u[i] = 0.5 * (u[i - 1] + u[i + 1]) * u[i]


def f(x: "float64[:]"):
    u = x * x
    for i in range(1, len(u) - 1):
        relax(u, i)
    return np.sum(u)


# Generated:

def relax_fwd(u: 'float64[:]', i):
    """Forward half of relax: its residuals."""
    t4 = i - 1
    t6 = i + 1
    t1 = 0.5 * (u[t4] + u[t6])
    t7 = u[i]
    u[i] = t1 * t7
    return i, t7, t1, t6, t4


def relax_bwd(residuals, bu):
    """Reverse half of relax: what it makes of the adjoint of u."""
    i, t7, t1, t6, t4 = residuals
    # Grad of: u[i] = 0.5 * (u[i - 1] + u[i + 1]) * u[i]
    b_rhs = bu[i]
    bu[i] = 0.0
    bt2 = 0.5 * t7 * b_rhs
    bu[i] += t1 * b_rhs
    add_at(bu, t6, bt2)
    add_at(bu, t4, bt2)


def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    relax_residuals_saved = []
    u = x * x
    n = len(u) - 1
    for i in range(1, n):
        relax_residuals_saved.append(relax_fwd(u, i))

    # Grad of: return np.sum(u)
    bu = copied(broadcast_like(b_return, u))
    for i in range(n - 1, 0, -1):
        # Grad of: relax(u, i)
        relax_bwd(relax_residuals_saved.pop(), bu)
    # Grad of: u = x * x
    bx = 2 * x * bu
    return bx
