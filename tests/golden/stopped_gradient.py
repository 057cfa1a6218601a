# The gradient of scaled towards x.

from tangent_like import stop_gradient


def scaled(x: "float64[:]"):
    size = stop_gradient(len(x) + np.round(x[0]))
    return np.sum(x * x) / size


# Generated:

def dscaleddx(x: 'float64[:]', b_return=1.0):
    """Gradient of scaled with respect to x."""
    size = len(x) + np.round(x[0])
    t4 = np.sum(x * x) / size
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'stopped_gradient.py:6:5: the result of `scaled`')

    # Grad of: return np.sum(x * x) / size
    bx = 2 * x * np.sum(b_return / size)
    return as_gradient(bx, x, owned=True)
