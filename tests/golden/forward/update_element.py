# The tangent of f towards x.

def f(x: "float64[:]", places: "int64[:]"):
    counts = np.zeros(3)
    for i, k in enumerate(places):
        counts[k] += x[i] * x[i]
    return np.sum(counts * counts)


# Generated:

def f_jvp(x: 'float64[:]', places: 'int64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    counts = np.zeros(3)
    # Tangent of: counts = np.zeros(3)
    dcounts = np.zeros_like(counts)
    items = sequence(places)
    for i in range(len(items)):
        k = items[i]
        t1 = x[i]
        t2 = x[i]
        # Tangent of: counts[k] += x[i] * x[i]
        dcounts[k] += t2 * dx[i] + t1 * dx[i]
        counts[k] += t1 * t2
    return np.sum(2 * counts * dcounts)
