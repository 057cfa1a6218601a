# The gradient of f towards x.

def f(x: "float64[:]", places: "int64[:]"):
    bins = np.zeros(3)
    np.add.at(bins, places, x)
    return np.sum(bins * bins)


# Generated:

def dfdx(x: 'float64[:]', places: 'int64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    bins = np.zeros(3)
    np.add.at(bins, places, x)
    # Grad of: return np.sum(bins * bins)
    bbins = 2 * bins * b_return
    return as_gradient(unbroadcast(copied(bbins[places]), x), x)
