# object made inside

class Point:
    def __init__(self, a, b):
        self.a = a
        self.b = b

def f(x):
    p = Point(x, x * x)
    return p.a * p.b


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    p = Point(x, x * x)
    t3 = p.b

    # Grad of: return p.a * p.b
    bp = zeros_like(p)
    bp.b += p.a * b_return
    bp.a += t3 * b_return
    # Grad of: p = Point(x, x * x)
    bx = 2 * x * bp.b + bp.a
    return float(np.real(bx))
