# The gradient of f towards x.

def f(x: "float64[:]", places: "int64[:]"):
    counts = np.zeros(3)
    for i, k in enumerate(places):
        counts[k] += x[i] * x[i]
    return np.sum(counts * counts)


# Generated:

def dfdx(x: 'float64[:]', places: 'int64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    counts = np.zeros(3)
    n = len(places)
    for i in range(n):
        k = places[i]
        counts[k] += x[i] * x[i]

    # Grad of: return np.sum(counts * counts)
    bcounts = 2 * counts * b_return
    bx = zeros_like(x)
    for i in range(n - 1, -1, -1):
        # Grad of: counts[k] += x[i] * x[i]
        bx[i] += 2 * x[i] * bcounts[places[i]]
    return bx
