# property that is updated

class Angle:
    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def radians(self):
        return self.degrees / 60.0

    @radians.setter
    def radians(self, value):
        self.degrees = value * 60.0

def f(x):
    angle = Angle(30.0 * x)
    angle.radians *= x
    return math.sin(angle.radians) * angle.degrees


# Generated, with the kind of x known:

def radians_fwd(self):
    """Forward half of radians: the result and its residuals."""
    return self.degrees / 60.0, (self,)


def radians_bwd(residuals, b_return):
    """Reverse half of radians: the adjoint of self."""
    self = residuals[0]
    # Grad of: return self.degrees / 60.0
    bself = zeros_like(self)
    bself.degrees += b_return / 60.0
    return bself


def radians_fwd1(self, value):
    """Forward half of radians: its residuals."""
    self_saved = self.degrees
    self.degrees = value * 60.0
    return self_saved, self


def radians_bwd1(residuals, bself):
    """Reverse half of radians: the adjoint of value, and what it makes of the adjoint of self."""
    self_saved, self = residuals
    self.degrees = self_saved
    # Grad of: self.degrees = value * 60.0
    b_rhs = bself.degrees
    bself.degrees = 0.0
    bvalue = 60.0 * b_rhs
    return bvalue


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    angle = Angle(30.0 * x)
    t5, Angle_radians_residuals = radians_fwd(angle)
    Angle_radians1_residuals = radians_fwd1(angle, t5 * x)
    t3, Angle_radians_residuals1 = radians_fwd(angle)
    t2 = math.sin(t3)

    # Grad of: return math.sin(angle.radians) * angle.degrees
    bangle = copied(radians_bwd(Angle_radians_residuals1, math.cos(t3) * angle.degrees * b_return))
    bangle.degrees += t2 * b_return
    # Grad of: angle.radians *= x
    bt5_part = radians_bwd1(Angle_radians1_residuals, bangle)
    bx = t5 * bt5_part
    bangle = add(bangle, radians_bwd(Angle_radians_residuals, x * bt5_part))
    # Grad of: angle = Angle(30.0 * x)
    bx = bx + 30.0 * bangle.degrees
    return float(np.real(bx))
