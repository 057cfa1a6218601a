# a context that swallows

class Swallows:
    def __enter__(self):
        return 2.0

    def __exit__(self, kind, error, trace):
        return kind is ValueError

def f(x):
    y = x
    with Swallows() as two:
        y = two * x * math.log(x - 1.0)
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y_new = None
    y = x
    done = False
    with Swallows() as two:
        t = two * x
        t2 = x - 1.0
        t1 = math.log(t2)
        y_new = t * t1
        done = True
        y = y_new
    t3 = y * x
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'a_context_that_swallows.py:12:5: the result of `f`')

    # Grad of: return y * x
    by = unbroadcast(x * b_return, y)
    bx = np.sum(y * b_return)
    if done:
        # Grad of: y = two * x * math.log(x - 1.0)
        by_new = by
        by = 0.0
    else:
        by_new = zeros_like(two)
    if done:
        # Grad of: y = two * x * math.log(x - 1.0)
        bx = bx + np.sum(two * t1 * by_new) + np.sum(t * by_new / t2)
    # Grad of: y = x
    bx = bx + by
    return float(np.real(bx))
