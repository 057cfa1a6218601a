# The tangent of f towards x.

def f(x):
    return np.sum(x[0] * x[:, 1] * x[..., None][2, :, 0])


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t3 = x[0]
    t4 = x[:, 1]
    return np.sum(
        x[..., None][2, :, 0] * (t4 * dx[0] + t3 * dx[:, 1]) + t3 * t4 * dx[..., None][2, :, 0]
    )
