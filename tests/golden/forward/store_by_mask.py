# The tangent of f towards x.

def f(x: "float64[:]"):
    y = np.log(x)
    y[x < 0.5] = 0.0
    return np.sum(y)


# Generated:

def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: y = np.log(x)
    dy = dx / x
    y = np.log(x)
    t = x < 0.5
    # Tangent of: y[x < 0.5] = 0.0
    dy[t] = 0.0
    y[t] = 0.0
    return np.sum(dy)
