# The gradient of f towards x.

def f(x):
    return math.sin(x) * math.exp(x) + math.sqrt(x) + math.pi


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t4 = math.exp(x)
    # Grad of: return math.sin(x) * math.exp(x) + math.sqrt(x) + math.pi
    bx = (
        unbroadcast(math.cos(x) * t4 * b_return, x) + unbroadcast(t4 * math.sin(x) * b_return, x)
        + unbroadcast(divide(0.5, math.sqrt(x)) * b_return, x)
    )
    return as_gradient(bx, x, owned=True)
