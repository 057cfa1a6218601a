# The gradient of f towards x.

def f(x, i):
    x[i] = x[0] * x[1]
    return np.sum(x * x)


# Generated:

def dfdx(x, i, b_return=1.0):
    """Gradient of f with respect to x."""
    if isinstance(x, np.ndarray) and integral(x):
        raise ValueError(
            'unknown_kind.py:2:5: an array of integers would lose what is stored into it: pass x as floats'
        )
    if overlap(x, i):
        raise ValueError(
            'unknown_kind.py:1:1: arguments share storage, and x may be changed in place: pass copies'
        )
    x_given = x
    x = own(x)
    t1 = x[0]
    t2 = x[1]
    t = t1 * t2
    x_saved = kept_item(x, i)
    x[i] = t
    refuse_complex(np.sum(x * x), b_return, 'unknown_kind.py:3:5: the result of `f`')

    # Grad of: return np.sum(x * x)
    bx = 2 * x * b_return
    restore_item(x, i, x_saved)
    # Grad of: x[i] = x[0] * x[1]
    bt1 = fitted(taken(bx, i), t)
    bx = add_at(bx, 1, unbroadcast(t1 * bt1, t2))
    bx = add_at(bx, 0, unbroadcast(t2 * bt1, t1))
    return as_gradient(bx, x_given, owned=True)
