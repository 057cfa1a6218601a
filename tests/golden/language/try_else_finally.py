# try, else, finally

def f(x):
    try:
        y = math.log(x - 1.0)
    except (ValueError, ZeroDivisionError) as error:
        y = x * len(str(error))
    else:
        y = y * x
    finally:
        z = 2.0 * x
    return y * z


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    y = None
    done = True
    error1 = None
    try:
        t = x - 1.0
        y = math.log(t)
    except (ValueError, ZeroDivisionError) as error1_caught:
        done = False
        error1 = error1_caught
        error = error1
        t1 = len(str(error))
        y = x * t1
    else:
        y_saved = y
        y = y * x
    z = 2.0 * x

    # Grad of: return y * z
    by = z * b_return
    bz = y * b_return
    # Grad of: z = 2.0 * x
    bx = 2.0 * bz
    if done:
        y = y_saved
        # Grad of: y = y * x
        bx = bx + y * by
        by = x * by
    else:
        # Grad of: y = x * len(str(error))
        bx = bx + t1 * by
        by = 0.0
    if done:
        # Grad of: y = math.log(x - 1.0)
        bx = bx + by / t
    return float(np.real(bx))
