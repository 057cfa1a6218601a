# The gradient of newton_sqrt towards a, with the kinds of the arguments known.

def newton_sqrt(a):
    x = a if a > 1.0 else 1.0
    while abs(x * x - a) > 1e-12:
        x = 0.5 * (x + a / x)
    return x


# Generated:

def dnewton_sqrtda(a, bx=1.0):
    """Gradient of newton_sqrt with respect to a."""
    x_saved = []
    cond = a > 1.0
    if cond:
        x = a
    else:
        x = 1.0
    trips = 0
    while abs(x * x - a) > 1e-12:
        x_saved.append(x)
        x = 0.5 * (x + a / x)
        trips += 1

    ba = 0.0
    for _ in range(trips):
        x = x_saved.pop()
        # Grad of: x = 0.5 * (x + a / x)
        bt3 = 0.5 * bx
        bx = (1 - a / x / x) * bt3
        ba = ba + bt3 / x
    if cond:
        # Grad of: x = a if a > 1.0 else 1.0
        ba = ba + bx
    return ba
