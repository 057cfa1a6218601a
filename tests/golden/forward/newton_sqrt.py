# The tangent of newton_sqrt towards a, with the kinds of the arguments known.

def newton_sqrt(a):
    x = a if a > 1.0 else 1.0
    while abs(x * x - a) > 1e-12:
        x = 0.5 * (x + a / x)
    return x


# Generated:

def newton_sqrt_jvp(a, da):
    """Tangent of newton_sqrt, given that of a."""
    if a > 1.0:
        # Tangent of: x = a if a > 1.0 else 1.0
        dx = da
        x = a
    else:
        # Tangent of: x = a if a > 1.0 else 1.0
        dx = 0.0
        x = 1.0
    while abs(x * x - a) > 1e-12:
        # Tangent of: x = 0.5 * (x + a / x)
        dx = 0.5 * (dx + da / x - a * dx / x / x)
        x = 0.5 * (x + a / x)
    return dx
