# dataclass

from dataclasses import dataclass

@dataclass
class Point:
    a: float
    b: float = 2.0

    def product(self):
        return self.a * self.b

def f(x):
    return Point(x).product() * Point(x, x * x).b


# Generated, with the kind of x known:

def product_fwd(self):
    """Forward half of product: the result and its residuals."""
    t1 = self.a
    t2 = self.b
    return t1 * t2, (self, t1, t2)


def product_bwd(residuals, b_return):
    """Reverse half of product: the adjoint of self."""
    self, t1, t2 = residuals
    # Grad of: return self.a * self.b
    bself = zeros_like(self)
    bself.b += t1 * b_return
    bself.a += t2 * b_return
    return bself


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, Point_product_residuals = product_fwd(Point(x))
    t4 = Point(x, x * x)
    t3 = t4.b

    # Grad of: return Point(x).product() * Point(x, x * x).b
    bt4 = zeros_like(t4)
    bt4.b += t1 * b_return
    bx = product_bwd(Point_product_residuals, t3 * b_return).a + 2 * x * bt4.b + bt4.a
    return float(np.real(bx))
