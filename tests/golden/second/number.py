# The second derivative of f: the tangent of its gradient.

def f(x: float):
    y = x ** 3 * np.exp(-x)
    return y


# Generated:

def dfdx_jvp(x: float, by: float = 1.0, dx=None):
    """Tangent of dfdx, given that of x."""
    if dx is None:
        raise TypeError('the pushforward of dfdx needs the tangent of x: dx')
    t1 = np.exp(-x)
    # Tangent of: t1 = np.exp(-x)
    dt1 = -(t1 * dx)
    # Tangent of: bx = (3 * x ** 2 * t1 - t1 * x ** 3) * by
    dbx = by * (6 * t1 * x * dx + 3 * x ** 2 * dt1 - x ** 3 * dt1 - 3 * t1 * x ** 2 * dx)
    return dbx
