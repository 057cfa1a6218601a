# The tangent of f towards x, s.

def scaled(a: "float64[:]", s: float):
    a[1:] *= s
    return a


def f(x: "float64[:]", s: float):
    y = x.copy()
    z = scaled(y, s)
    z[0] = y[1] * z[2]
    return np.sum(y * z)


# Generated:

def scaled_jvp(a: 'float64[:]', s: float, da, ds):
    """Pushforward of scaled: the result and its tangent."""
    # Tangent of: a[1:] *= s
    da[1:] *= s
    da[1:] += a[1:] * ds
    a[1:] *= s
    return a, da


def f_jvp(x: 'float64[:]', s: float, dx: 'float64[:]', ds: float):
    """Tangent of f, given those of x and s."""
    dx = as_tangent(dx, x)
    # Tangent of: y = x.copy()
    dy = dx.copy()
    y = x.copy()
    # Tangent of: z = scaled(y, s)
    z, dz = scaled_jvp(y, s, dy, ds)
    t1 = y[1]
    t2 = z[2]
    # Tangent of: z[0] = y[1] * z[2]
    dz[0] = t2 * dy[1] + t1 * dz[2]
    z[0] = t1 * t2
    return np.sum(z * dy + y * dz)
