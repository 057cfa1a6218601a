# The gradient of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    z = np.empty_like(x)
    np.multiply(x, y, out=z)
    np.sin(z, out=z)
    return np.sum(z * x)


# Generated:

def dfdxy(x: 'float64[:]', y: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x and y."""
    z = np.empty_like(x)
    z[...] = np.multiply(x, y)
    z_saved = z.copy()
    z[...] = np.sin(z)

    # Grad of: return np.sum(z * x)
    bz = x * b_return
    bx = z * b_return
    z[...] = z_saved
    # Grad of: np.sin(z, out=z)
    bz *= np.cos(z)
    # Grad of: np.multiply(x, y, out=z)
    bx += unbroadcast(y * bz, x)
    by = unbroadcast(x * bz, y)
    return bx, by
