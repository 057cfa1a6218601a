# operator.itemgetter

from operator import itemgetter

def f(x):
    first = itemgetter(0)
    return first([x * x, 2.0]) * x


# Generated, with the kind of x known:

def first_fwd(item):
    """Forward half of first: the result and its residuals."""
    return item[0], (item,)


def first_bwd(residuals, b_return):
    """Reverse half of first: the adjoint of item."""
    item = residuals[0]
    # Grad of: first = itemgetter(0)
    bitem = zeros_like(item)
    bitem = add_at(bitem, 0, b_return)
    return bitem


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, first_residuals = first_fwd([x * x, 2.0])
    t = t1 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'operator_itemgetter.py:5:5: the result of `f`')

    # Grad of: return first([x * x, 2.0]) * x
    bx = 2 * x * first_bwd(first_residuals, x * b_return)[0] + np.sum(t1 * b_return)
    return float(np.real(bx))
