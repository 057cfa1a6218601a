# dataclass with __post_init__

from dataclasses import dataclass, field

@dataclass
class Point:
    a: float
    parts: list = field(default_factory=list)

    def __post_init__(self):
        self.parts.append(self.a * self.a)

def f(x):
    p = Point(x)
    return p.parts[0] * p.a


# Generated, with the kind of x known:

def post_init_fwd(self, *, bself):
    """Forward half of __post_init__: its residuals."""
    t = self.parts
    bt = bself.parts
    t2 = self.a
    t3 = self.a
    t1 = t2 * t3
    t_saved = len(t)
    t.append(t1)
    bt.append(zeros_like(t1))
    return t, t_saved, bt, bself, t2, t3


def post_init_bwd(residuals):
    """Reverse half of __post_init__: nothing."""
    t, t_saved, bt, bself, t2, t3 = residuals
    truncate(t, t_saved)
    # Grad of: self.parts.append(self.a * self.a)
    bt1 = unappend(bt)
    restore(bt, truncate(bt, -1))
    bself.a += (t2 + t3) * bt1


def Point_fwd(a, parts=None):
    """Forward half of Point: the result and its residuals."""
    self = Point.__new__(Point)
    bself = zeros_like(self)
    self.a = a
    bself_saved = exchange(bself, 'a', zeros_like(a))
    if parts is None:
        t = []
    else:
        t = parts
    self.parts = t
    bself_saved1 = exchange(bself, 'parts', zeros_like(t))
    Point_post_init_residuals = post_init_fwd(self, bself=bself)
    return self, (bself, Point_post_init_residuals, bself_saved1, bself_saved, a)


def Point_bwd(residuals, b_return):
    """Reverse half of Point: the adjoint of a."""
    bself, Point_post_init_residuals, bself_saved1, bself_saved, a = residuals
    add_at(bself, ..., b_return)
    # Grad of: def __post_init__(self): self.parts.append(self.a * self.a)
    post_init_bwd(Point_post_init_residuals)
    exchange_back(bself, 'parts', bself_saved1)
    ba = fitted(exchange_back(bself, 'a', bself_saved), a)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    p, Point_residuals = Point_fwd(x)
    t2 = p.parts
    t1 = t2[0]
    t3 = p.a
    t = t1 * t3
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'dataclass_with_post_init.py:13:5: the result of `f`')

    # Grad of: return p.parts[0] * p.a
    bt2 = zeros_like(t2)
    bt2 = add_at(bt2, 0, t3 * b_return)
    bp = zeros_like(p)
    bp.a += np.sum(t1 * b_return)
    bp = add_at(bp, 'parts', bt2)
    # Grad of: p = Point(x)
    bx = Point_bwd(Point_residuals, bp)
    return float(np.real(bx))
