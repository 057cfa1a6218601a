# method

class Line:
    def __init__(self, slope, offset):
        self.slope = slope
        self.offset = offset

    def at(self, t):
        return self.slope * t + self.offset

def f(x):
    line = Line(x, 2.0)
    return line.at(x) * line.at(1.0)


# Generated, with the kind of x known:

def at_fwd(self, t):
    """Forward half of at: the result and its residuals."""
    t3 = self.slope
    return t3 * t + self.offset, (t3, self, t)


def at_bwd(residuals, b_return):
    """Reverse half of at: the adjoints of self, t."""
    t3, self, t = residuals
    # Grad of: return self.slope * t + self.offset
    bt = t3 * b_return
    bself = zeros_like(self)
    bself.offset += b_return
    bself.slope += t * b_return
    return bself, bt


def at_fwd1(self, t):
    """Forward half of at: the result and its residuals."""
    return self.slope * t + self.offset, (self, t)


def at_bwd1(residuals, b_return):
    """Reverse half of at: the adjoint of self."""
    self, t = residuals
    # Grad of: return self.slope * t + self.offset
    bself = zeros_like(self)
    bself.offset += b_return
    bself.slope += t * b_return
    return bself


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    line = Line(x, 2.0)
    t1, Line_at_residuals = at_fwd(line, x)
    t2, Line_at_residuals1 = at_fwd1(line, 1.0)

    # Grad of: return line.at(x) * line.at(1.0)
    bline = at_bwd1(Line_at_residuals1, t1 * b_return)
    bline_part, bx = at_bwd(Line_at_residuals, t2 * b_return)
    bline = add(bline, bline_part)
    # Grad of: line = Line(x, 2.0)
    bx = bx + bline.slope
    return float(np.real(bx))
