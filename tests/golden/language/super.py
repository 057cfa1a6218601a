# super

class Base:
    def __init__(self, a):
        self.a = a

    def value(self):
        return self.a * self.a

class Child(Base):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b

    def value(self):
        return super().value() * self.b

def f(x):
    return Child(x, x + 1.0).value()


# Generated, with the kind of x known:

def init_fwd(self, a):
    """Forward half of __init__: its residuals."""
    self.a = a
    return ()


def init_bwd(residuals, bself):
    """Reverse half of __init__: the adjoint of a, and what it makes of the adjoint of self."""
    # Grad of: self.a = a
    ba = taken(bself, 'a')
    return ba


def Child_fwd(a, b):
    """Forward half of Child: the result and its residuals."""
    self = Child.__new__(Child)
    Child_init_residuals = init_fwd(self, a)
    self.b = b
    return self, (self, Child_init_residuals)


def Child_bwd(residuals, bself):
    """Reverse half of Child: the adjoints of a, b."""
    self, Child_init_residuals = residuals
    bself = add_at(zeros_like(self), ..., bself)
    # Grad of: self.b = b
    bb = bself.b
    bself.b = 0.0
    # Grad of: super().__init__(a)
    ba = init_bwd(Child_init_residuals, bself)
    return ba, bb


def value_fwd1(self):
    """Forward half of value: the result and its residuals."""
    t1 = self.a
    t2 = self.a
    return t1 * t2, (self, t1, t2)


def value_bwd1(residuals, b_return):
    """Reverse half of value: the adjoint of self."""
    self, t1, t2 = residuals
    # Grad of: return self.a * self.a
    bself = zeros_like(self)
    bself.a += (t1 + t2) * b_return
    return bself


def value_fwd(self):
    """Forward half of value: the result and its residuals."""
    t1, Child_value_residuals = value_fwd1(self)
    t2 = self.b
    return t1 * t2, (Child_value_residuals, t2, t1)


def value_bwd(residuals, b_return):
    """Reverse half of value: the adjoint of self."""
    Child_value_residuals, t2, t1 = residuals
    # Grad of: return super().value() * self.b
    bself = copied(value_bwd1(Child_value_residuals, t2 * b_return))
    bself.b += t1 * b_return
    return bself


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, Child_residuals = Child_fwd(x, x + 1.0)
    t, Child_value_residuals = value_fwd(t1)

    # Grad of: return Child(x, x + 1.0).value()
    bx, bt2_part = Child_bwd(Child_residuals, value_bwd(Child_value_residuals, b_return))
    bx = bx + bt2_part
    return float(np.real(bx))
