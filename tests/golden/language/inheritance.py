# inheritance

class Shape:
    def __init__(self, size):
        self.size = size

    def scaled(self, factor):
        return factor * self.area()

    def area(self):
        return 0.0

class Square(Shape):
    def area(self):
        return self.size * self.size

def f(x):
    return Square(x).scaled(x)


# Generated, with the kind of x known:

def area_fwd(self):
    """Forward half of area: the result and its residuals."""
    t1 = self.size
    t2 = self.size
    return t1 * t2, (self, t1, t2)


def area_bwd(residuals, b_return):
    """Reverse half of area: the adjoint of self."""
    self, t1, t2 = residuals
    # Grad of: return self.size * self.size
    bself = zeros_like(self)
    bself.size += (t1 + t2) * b_return
    return bself


def scaled_fwd(self, factor):
    """Forward half of scaled: the result and its residuals."""
    t1, Square_area_residuals = area_fwd(self)
    return factor * t1, (Square_area_residuals, factor, t1)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of self, factor."""
    Square_area_residuals, factor, t1 = residuals
    # Grad of: return factor * self.area()
    bself = area_bwd(Square_area_residuals, factor * b_return)
    bfactor = t1 * b_return
    return bself, bfactor


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, Square_scaled_residuals = scaled_fwd(Square(x), x)
    # Grad of: return Square(x).scaled(x)
    bt1_part, bx = scaled_bwd(Square_scaled_residuals, b_return)
    bx = bx + bt1_part.size
    return float(np.real(bx))
