# The tangent of scaled towards x.

from tangent_like import stop_gradient


def scaled(x: "float64[:]"):
    size = stop_gradient(len(x) + np.round(x[0]))
    return np.sum(x * x) / size


# Generated:

def scaled_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of scaled, given that of x."""
    dx = as_tangent(dx, x)
    size = len(x) + np.round(x[0])
    t4 = np.sum(x * x) / size
    return np.sum(2 * x * dx) / size
