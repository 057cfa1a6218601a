# property

class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return math.pi * self.radius ** 2

def f(x):
    return Circle(x).area * x


# Generated, with the kind of x known:

def area_fwd(self):
    """Forward half of area: the result and its residuals."""
    t2 = self.radius
    return math.pi * t2 ** 2, (self, t2)


def area_bwd(residuals, b_return):
    """Reverse half of area: the adjoint of self."""
    self, t2 = residuals
    # Grad of: return math.pi * self.radius ** 2
    bself = zeros_like(self)
    bself.radius += 2 * t2 * math.pi * b_return
    return bself


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, Circle_area_residuals = area_fwd(Circle(x))
    # Grad of: return Circle(x).area * x
    bx = area_bwd(Circle_area_residuals, x * b_return).radius + t1 * b_return
    return float(np.real(bx))
