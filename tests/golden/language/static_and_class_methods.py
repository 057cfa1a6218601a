# static and class methods

class Maths:
    factor = 3.0

    @staticmethod
    def square(a):
        return a * a

    @classmethod
    def scaled(cls, a):
        return cls.factor * a

def f(x):
    return Maths.square(x) * Maths.scaled(x) + Maths().square(x)


# Generated, with the kind of x known:

def square_fwd(a):
    """Forward half of square: the result and its residuals."""
    return a * a, (a,)


def square_bwd(residuals, b_return):
    """Reverse half of square: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a
    ba = 2 * a * b_return
    return ba


def scaled_fwd(a):
    """Forward half of scaled: the result and its residuals."""
    return cls.factor * a, ()


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    # Grad of: return cls.factor * a
    ba = np.sum(cls.factor * b_return)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2, square_residuals = square_fwd(x)
    t3, scaled_residuals = scaled_fwd(x)
    t1 = t2 * t3
    t4, Maths_square_residuals = square_fwd(x)
    t = t1 + t4
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'static_and_class_methods.py:13:5: the result of `f`')

    # Grad of: return Maths.square(x) * Maths.scaled(x) + Maths().square(x)
    bx = square_bwd(Maths_square_residuals, np.sum(b_return))
    bx = (
        bx + square_bwd(square_residuals, np.sum(t3 * b_return))
        + scaled_bwd(scaled_residuals, t2 * b_return)
    )
    return float(np.real(bx))
