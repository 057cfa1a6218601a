# Unicode names

def f(x):
    λ = x * x
    größe = λ * x
    return größe + λ


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    λ = x * x
    # Grad of: return größe + λ
    bλ = b_return
    # Grad of: größe = λ * x
    bλ = bλ + x * b_return
    bx = λ * b_return
    # Grad of: λ = x * x
    bx = bx + 2 * x * bλ
    return bx
