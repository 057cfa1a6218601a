# object returned by a function

class Point:
    def __init__(self, a, b):
        self.a = a
        self.b = b

def moved(p, by):
    return Point(p.a + by, p.b * by)

def f(x):
    p = moved(Point(x, 2.0), x * x)
    return p.a * p.b


# Generated, with the kind of x known:

def moved_fwd(p, by):
    """Forward half of moved: the result and its residuals."""
    t4 = p.b
    return Point(p.a + by, t4 * by), (t4, p, by)


def moved_bwd(residuals, b_return):
    """Reverse half of moved: the adjoints of p, by."""
    t4, p, by = residuals
    # Grad of: return Point(p.a + by, p.b * by)
    bt3 = b_return.b
    bt1 = b_return.a
    bby = bt1 + t4 * bt3
    bp = zeros_like(p)
    bp.b += by * bt3
    bp.a += bt1
    return bp, bby


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    p, moved_residuals = moved_fwd(Point(x, 2.0), x * x)
    t4 = p.b

    # Grad of: return p.a * p.b
    bp = zeros_like(p)
    bp.b += p.a * b_return
    bp.a += t4 * b_return
    # Grad of: p = moved(Point(x, 2.0), x * x)
    bt_part, bt1_part = moved_bwd(moved_residuals, bp)
    bx = bt_part.a + 2 * x * bt1_part
    return float(np.real(bx))
