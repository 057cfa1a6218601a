# attribute of a module object

class Config:
    scale = 2.0

CONFIG = Config()

def f(x):
    return CONFIG.scale * x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2 = CONFIG.scale
    t1 = t2 * x
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'attribute_of_a_module_object.py:7:5: the result of `f`')

    # Grad of: return CONFIG.scale * x * x
    bx = np.sum(t2 * x * b_return) + np.sum(t1 * b_return)
    return float(np.real(bx))
