# The tangent of f towards x.

def f(x):
    return x.reshape(2, 2).T.sum() + x.mean() * x.max()


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    t3 = x.reshape(2, 2)
    t6 = x.max()
    return (
        dx.reshape(2, 2).T.sum() + t6 * dx.mean()
        + x.mean() * share_of_extremum(dx, t6, x, None, False)
    )
