# The second derivative of f: the tangent of its gradient.

def f(x: 'float64[:]'):
    d = x[1:] - x[:-1] ** 2
    return np.sum(100.0 * d ** 2 + (1.0 - x[:-1]) ** 2)


# Generated:

def dfdx_jvp(x: 'float64[:]', b_return: float = 1.0, dx=None):
    """Tangent of dfdx, given that of x."""
    if dx is None:
        raise TypeError('the pushforward of dfdx needs the tangent of x: dx')
    dx = as_tangent(dx, x)
    # Tangent of: t2 = x[:-1]
    dt2 = dx[:-1]
    t2 = x[:-1]
    # Tangent of: d = x[1:] - t2 ** 2
    dd = dx[1:] - 2 * t2 * dt2
    d = x[1:] - t2 ** 2
    # Tangent of: bd = 200.0 * d * b_return
    dbd = 200.0 * b_return * dd
    bd = 200.0 * d * b_return
    bx = zeros_like(x)
    # Tangent of: bx = zeros_like(x)
    dbx = np.zeros_like(bx)
    # Tangent of: bx[:-1] -= 2.0 * (1.0 - x[:-1]) * b_return
    dbx[:-1] += 2.0 * b_return * dx[:-1]
    bx[:-1] -= 2.0 * (1.0 - x[:-1]) * b_return
    t9 = 2 * t2
    # Tangent of: bx[:-1] -= 2 * t2 * bd
    dbx[:-1] -= 2 * bd * dt2 + t9 * dbd
    bx[:-1] -= t9 * bd
    # Tangent of: bx[1:] += bd
    dbx[1:] += dbd
    bx[1:] += bd
    return dbx
