# The tangent of f towards x.

def f(x):
    label = f'{x:.2f}'
    print(label)
    return x * len(label)


# Generated:

def f_jvp(x, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    label = f'{x:.2f}'
    print(label)
    return len(label) * dx
