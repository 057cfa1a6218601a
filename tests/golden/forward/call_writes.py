# The tangent of f towards x.

def relax(u: "float64[:]", i):
    u[i] = 0.5 * (u[i - 1] + u[i + 1]) * u[i]


def f(x: "float64[:]"):
    u = x * x
    for i in range(1, len(u) - 1):
        relax(u, i)
    return np.sum(u)


# Generated:

def relax_jvp(u: 'float64[:]', i, du):
    """Pushforward of relax: nothing; it writes the tangents of what it writes."""
    t4 = i - 1
    t6 = i + 1
    t1 = 0.5 * (u[t4] + u[t6])
    t7 = u[i]
    # Tangent of: u[i] = 0.5 * (u[i - 1] + u[i + 1]) * u[i]
    du[i] = 0.5 * t7 * (du[t4] + du[t6]) + t1 * du[i]
    u[i] = t1 * t7


def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: u = x * x
    du = 2 * x * dx
    u = x * x
    for i in range(1, len(u) - 1):
        # Tangent of: relax(u, i)
        relax_jvp(u, i, du)
    return np.sum(du)
