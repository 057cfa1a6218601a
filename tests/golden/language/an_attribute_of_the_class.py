# an attribute of the class

class Scaled:
    factor = 2.0

    def __init__(self, a):
        self.a = a

def value(one, x):
    return one.a * one.factor * x

def f(x):
    return value(Scaled(x), x * x)


# Generated, with the kind of x known:

def value_fwd(one, x):
    """Forward half of value: the result and its residuals."""
    t2 = one.a
    t3 = one.factor
    t1 = t2 * t3
    return t1 * x, (x, t1, one, t2, t3)


def value_bwd(residuals, b_return):
    """Reverse half of value: the adjoints of one, x."""
    x, t1, one, t2, t3 = residuals
    # Grad of: return one.a * one.factor * x
    bt1 = x * b_return
    bx = np.sum(t1 * b_return)
    bone = zeros_like(one)
    bone = add_at(bone, 'factor', t2 * bt1)
    bone.a += np.sum(t3 * bt1)
    return bone, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, value_residuals = value_fwd(Scaled(x), x * x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'an_attribute_of_the_class.py:11:5: the result of `f`')
    # Grad of: return value(Scaled(x), x * x)
    bt1_part, bt2_part = value_bwd(value_residuals, b_return)
    bx = bt1_part.a + 2 * x * bt2_part
    return float(np.real(bx))
