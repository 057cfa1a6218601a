# try with a return

def f(x):
    try:
        return math.sqrt(x - 1.0)
    except ValueError:
        return x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    done = True
    try:
        t_new = math.sqrt(x - 1.0)
    except ValueError:
        done = False
        # Grad of: return x * x
        bx = 2 * x * b_return
        bt_new = 0.0
    else:
        # Grad of: return math.sqrt(x - 1.0)
        bt_new = b_return
        bx = 0.0
    if done:
        # Grad of: return math.sqrt(x - 1.0)
        bx = bx + divide(0.5, t_new) * bt_new
    return bx
