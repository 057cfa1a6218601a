# method of a module object

class Model:
    def __init__(self, scale):
        self.scale = scale

    def value(self, a):
        return self.scale * a * a

MODEL = Model(2.0)

def f(x):
    return MODEL.value(x) * x


# Generated, with the kind of x known:

def value_fwd(self, a):
    """Forward half of value: the result and its residuals."""
    t2 = self.scale
    t1 = t2 * a
    return t1 * a, (t2, a, t1)


def value_bwd(residuals, b_return):
    """Reverse half of value: the adjoint of a."""
    t2, a, t1 = residuals
    # Grad of: return self.scale * a * a
    ba = np.sum(t2 * a * b_return) + np.sum(t1 * b_return)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, Model_value_residuals = value_fwd(MODEL, x)
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'method_of_a_module_object.py:11:5: the result of `f`')

    # Grad of: return MODEL.value(x) * x
    bx = value_bwd(Model_value_residuals, x * b_return) + np.sum(t1 * b_return)
    return float(np.real(bx))
