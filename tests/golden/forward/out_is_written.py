# The tangent of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    z = np.empty_like(x)
    np.multiply(x, y, out=z)
    np.sin(z, out=z)
    return np.sum(z * x)


# Generated:

def f_jvp(x: 'float64[:]', y: 'float64[:]', dx: 'float64[:]', dy: 'float64[:]'):
    """Tangent of f, given those of x and y."""
    dx = as_tangent(dx, x)
    dy = as_tangent(dy, y)
    z = np.empty_like(x)
    # Tangent of: z = np.empty_like(x)
    dz = np.zeros_like(z)
    # Tangent of: np.multiply(x, y, out=z)
    dz[...] = y * dx + x * dy
    z[...] = np.multiply(x, y)
    # Tangent of: np.sin(z, out=z)
    dz[...] = np.cos(z) * dz
    z[...] = np.sin(z)
    return np.sum(x * dz + z * dx)
