# The gradient of iterpower towards a, with the kinds of the arguments known.

def iterpower(a, n):
    for i in range(n):
        a = a * a
    return a


# Generated:

def diterpowerda(a, n, ba=1.0):
    """Gradient of iterpower with respect to a."""
    a_saved = []
    for i in range(n):
        a_saved.append(a)
        a = a * a

    for i in range(n - 1, -1, -1):
        a = a_saved.pop()
        # Grad of: a = a * a
        ba = 2 * a * ba
    return ba
