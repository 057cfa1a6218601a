# object of the module that is called

class Line:
    def __init__(self, slope):
        self.slope = slope
    def __call__(self, t):
        return self.slope * t * t
LINE = Line(3.0)
def f(x):
    return LINE(x) * x + LINE(2.0)


# Generated, with the kind of x known:

def call_fwd(self, t):
    """Forward half of __call__: the result and its residuals."""
    t3 = self.slope
    t2 = t3 * t
    return t2 * t, (t3, t, t2)


def call_bwd(residuals, b_return):
    """Reverse half of __call__: the adjoint of t."""
    t3, t, t2 = residuals
    # Grad of: return self.slope * t * t
    bt = np.sum(t3 * t * b_return) + np.sum(t2 * b_return)
    return bt


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2, Line_call_residuals = call_fwd(LINE, x)
    t = t2 * x + LINE(2.0)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'object_of_the_module_that_is_called.py:8:5: the result of `f`')

    # Grad of: return LINE(x) * x + LINE(2.0)
    bx = call_bwd(Line_call_residuals, unbroadcast(x * b_return, t2)) + np.sum(t2 * b_return)
    return float(np.real(bx))
