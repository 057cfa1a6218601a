# The tangent of f towards x.

def square(t: float):
    return t * t


def f(x: float):
    return square(np.sin(x))


# Generated:

def square_jvp(t: float, dt):
    """Pushforward of square: the result and its tangent."""
    return t * t, 2 * t * dt


def f_jvp(x: float, dx: float):
    """Tangent of f, given that of x."""
    # Tangent of: return square(np.sin(x))
    t, dt = square_jvp(np.sin(x), np.cos(x) * dx)
    return dt
