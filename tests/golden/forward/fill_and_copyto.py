# The tangent of f towards x, s.

def f(x: "float64[:]", s: float):
    y = np.empty_like(x)
    np.copyto(y, x)
    y[1:].fill(s)
    return np.sum(y * x)


# Generated:

def f_jvp(x: 'float64[:]', s: float, dx: 'float64[:]', ds: float):
    """Tangent of f, given those of x and s."""
    dx = as_tangent(dx, x)
    y = np.empty_like(x)
    # Tangent of: y = np.empty_like(x)
    dy = np.zeros_like(y)
    # Tangent of: np.copyto(y, x)
    dy[...] = dx
    y[...] = x
    # Tangent of: y[1:].fill(s)
    dy[1:][...] = ds
    y[1:][...] = s
    return np.sum(x * dy + y * dx)
