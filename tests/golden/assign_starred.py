# The gradient of f towards xs.

def f(xs):
    a, *b = xs
    return a * sum(b)


# Generated:

def dfdxs(xs, b_return=1.0):
    """Gradient of f with respect to xs."""
    a, *b = xs
    t1 = sum(b)
    t = a * t1
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'assign_starred.py:3:5: the result of `f`')

    # Grad of: return a * sum(b)
    ba = unbroadcast(t1 * b_return, a)
    bb = sum_adjoint(unbroadcast(a * b_return, t1), b)
    # Grad of: a, *b = xs
    bxs = pack_like((ba, bb), xs, 1)
    return as_gradient(bxs, xs)
