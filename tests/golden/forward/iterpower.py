# The tangent of iterpower towards a, with the kinds of the arguments known.

def iterpower(a, n):
    for i in range(n):
        a = a * a
    return a


# Generated:

def iterpower_jvp(a, n, da):
    """Tangent of iterpower, given that of a."""
    for i in range(n):
        # Tangent of: a = a * a
        da = 2 * a * da
        a = a * a
    return da
