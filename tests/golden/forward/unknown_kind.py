# The tangent of f towards x.

def f(x, i):
    x[i] = x[0] * x[1]
    return np.sum(x * x)


# Generated:

def f_jvp(x, i, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x, owned=True)
    if isinstance(x, np.ndarray) and integral(x):
        raise ValueError(
            'unknown_kind.py:2:5: an array of integers would lose what is stored into it: pass x as floats'
        )
    if overlap(x, i):
        raise ValueError(
            'unknown_kind.py:1:1: arguments share storage, and x may be changed in place: pass copies'
        )
    x = own(x)
    t1 = x[0]
    t2 = x[1]
    # Tangent of: x[i] = x[0] * x[1]
    dx[i] = t2 * dx[0] + t1 * dx[1]
    x[i] = t1 * t2
    return np.sum(2 * x * dx)
