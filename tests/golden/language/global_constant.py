# global constant

SCALE = 3.0

def f(x):
    return SCALE * x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = SCALE * x
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'global_constant.py:4:5: the result of `f`')

    # Grad of: return SCALE * x * x
    bx = np.sum(SCALE * x * b_return) + np.sum(t1 * b_return)
    return float(np.real(bx))
