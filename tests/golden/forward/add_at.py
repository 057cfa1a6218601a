# The tangent of f towards x.

def f(x: "float64[:]", places: "int64[:]"):
    bins = np.zeros(3)
    np.add.at(bins, places, x)
    return np.sum(bins * bins)


# Generated:

def f_jvp(x: 'float64[:]', places: 'int64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    bins = np.zeros(3)
    # Tangent of: bins = np.zeros(3)
    dbins = np.zeros_like(bins)
    # Tangent of: np.add.at(bins, places, x)
    np.add.at(dbins, places, dx)
    np.add.at(bins, places, x)
    return np.sum(2 * bins * dbins)
