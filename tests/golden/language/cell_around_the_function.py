# cell around the function

def make(scale):
    def f(x):
        return scale * x * x
    return f

f = make(3.0)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = scale * x
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'cell_around_the_function.py:3:9: the result of `f`')

    # Grad of: return scale * x * x
    bx = np.sum(scale * x * b_return) + np.sum(t1 * b_return)
    return float(np.real(bx))
