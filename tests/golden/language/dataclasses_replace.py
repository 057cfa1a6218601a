# dataclasses.replace

import dataclasses

@dataclasses.dataclass(frozen=True)
class Point:
    a: float
    b: float

def f(x):
    p = Point(x, 2.0)
    q = dataclasses.replace(p, b=x * x)
    return p.a * q.b * p.b


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    p = Point(x, 2.0)
    q = Point(p.a, x * x)
    t3 = p.a
    t4 = q.b

    # Grad of: return p.a * q.b * p.b
    bt2 = p.b * b_return
    bp = zeros_like(p)
    bp.b += t3 * t4 * b_return
    bp.a += t4 * bt2
    bq = zeros_like(q)
    bq.b += t3 * bt2
    # Grad of: q = dataclasses.replace(p, b=x * x)
    bx = 2 * x * bq.b
    bp.a += bq.a
    # Grad of: p = Point(x, 2.0)
    bx = bx + bp.a
    return float(np.real(bx))
