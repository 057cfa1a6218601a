# callable object

class Scaler:
    def __init__(self, scale):
        self.scale = scale

    def __call__(self, a):
        return self.scale * a

def f(x):
    double = Scaler(2.0)
    other = Scaler(x)
    return double(x) * other(x)


# Generated, with the kind of x known:

def call_fwd(self, a):
    """Forward half of __call__: the result and its residuals."""
    t1 = self.scale
    return t1 * a, (t1,)


def call_bwd(residuals, b_return):
    """Reverse half of __call__: the adjoint of a."""
    t1 = residuals[0]
    # Grad of: return self.scale * a
    ba = t1 * b_return
    return ba


def call_fwd1(self, a):
    """Forward half of __call__: the result and its residuals."""
    t1 = self.scale
    return t1 * a, (t1, self, a)


def call_bwd1(residuals, b_return):
    """Reverse half of __call__: the adjoints of self, a."""
    t1, self, a = residuals
    # Grad of: return self.scale * a
    ba = t1 * b_return
    bself = zeros_like(self)
    bself.scale += a * b_return
    return bself, ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    double = Scaler(2.0)
    other = Scaler(x)
    t1, Scaler_call_residuals = call_fwd(double, x)
    t2, Scaler_call_residuals1 = call_fwd1(other, x)

    # Grad of: return double(x) * other(x)
    bother, bx = call_bwd1(Scaler_call_residuals1, t1 * b_return)
    bx = bx + call_bwd(Scaler_call_residuals, t2 * b_return)
    # Grad of: other = Scaler(x)
    bx = bx + bother.scale
    return float(np.real(bx))
