# The tangent of f towards x.

def f(x, n):
    for i in range(n):
        for j in range(i + 1):
            y = x * (j + 1)
            x = y * 0.5 + x * x * 0.1
    return x


# Generated:

def f_jvp(x, n, dx):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    for i in range(n):
        for j in range(i + 1):
            t = j + 1
            # Tangent of: y = x * (j + 1)
            dy = t * dx
            y = x * t
            # Tangent of: x = y * 0.5 + x * x * 0.1
            dx = 0.5 * dy + 0.2 * x * dx
            x = y * 0.5 + x * x * 0.1
    return dx
