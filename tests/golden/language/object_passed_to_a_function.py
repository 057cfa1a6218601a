# object passed to a function

class Point:
    def __init__(self, a, b):
        self.a = a
        self.b = b

def length(p):
    return math.sqrt(p.a * p.a + p.b * p.b)

def f(x):
    return length(Point(x, 2.0)) * length(Point(3.0, x))


# Generated, with the kind of x known:

def length_fwd(p):
    """Forward half of length: the result and its residuals."""
    t3 = p.a
    t4 = p.a
    t6 = p.b
    t7 = p.b
    t = math.sqrt(t3 * t4 + t6 * t7)
    return t, (t, p, t6, t7, t3, t4)


def length_bwd(residuals, b_return):
    """Reverse half of length: the adjoint of p."""
    t, p, t6, t7, t3, t4 = residuals
    # Grad of: return math.sqrt(p.a * p.a + p.b * p.b)
    bt1 = divide(0.5, t) * b_return
    bp = zeros_like(p)
    bp.b += (t6 + t7) * bt1
    bp.a += (t3 + t4) * bt1
    return bp


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, length_residuals = length_fwd(Point(x, 2.0))
    t3, length_residuals1 = length_fwd(Point(3.0, x))

    # Grad of: return length(Point(x, 2.0)) * length(Point(3.0, x))
    bx = (
        length_bwd(length_residuals, t3 * b_return).a
        + length_bwd(length_residuals1, t1 * b_return).b
    )
    return float(np.real(bx))
