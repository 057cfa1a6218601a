# isinstance of an object

class A:
    def __init__(self, v):
        self.v = v

def f(x):
    p = A(x)
    return p.v * p.v if isinstance(p, A) else x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    p = A(x)
    cond = isinstance(p, A)
    if cond:
        t1 = p.v
        t2 = p.v

    if cond:
        # Grad of: return p.v * p.v if isinstance(p, A) else x
        bp = zeros_like(p)
        bp.v += (t1 + t2) * b_return
        bx = 0.0
    else:
        # Grad of: return p.v * p.v if isinstance(p, A) else x
        bx = b_return
        bp = zeros_like(p)
    # Grad of: p = A(x)
    bx = bx + bp.v
    return float(np.real(bx))
