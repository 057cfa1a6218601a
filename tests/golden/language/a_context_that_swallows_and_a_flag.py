# a context that swallows, and a flag

class Swallows:
    def __enter__(self):
        return 2.0

    def __exit__(self, kind, error, trace):
        return kind is ValueError

def f(x):
    y = x
    done = False
    with Swallows():
        t = math.log(x - 1.0)
        y = t * x
        done = True
    if done:
        y = y * t
    return y * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = x
    done = False
    done1 = False
    with Swallows():
        t1 = x - 1.0
        t_new = math.log(t1)
        y_new = t_new * x
        done1 = True
        t = t_new
        y = y_new
        done = True
    if done:
        y_saved = y
        y = y * t

    # Grad of: return y * x
    by = x * b_return
    bx = y * b_return
    if done:
        y = y_saved
        # Grad of: y = y * t
        bt = y * by
        by = t * by
    else:
        bt = 0.0
    if done1:
        # Grad of: t = math.log(x - 1.0)
        by_new = by
        bt_new = bt
        by = 0.0
    else:
        bt_new = 0.0
        by_new = 0.0
    if done1:
        # Grad of: y = t * x
        bt_new = bt_new + x * by_new
        bx = bx + t_new * by_new
        # Grad of: t = math.log(x - 1.0)
        bx = bx + bt_new / t1
    # Grad of: y = x
    bx = bx + by
    return float(np.real(bx))
