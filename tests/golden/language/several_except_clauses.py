# several except clauses

def f(x):
    s = x
    for items in [[], [x], "a", [x, 0.0], {}]:
        try:
            s = s * items[0] / items[1]
        except IndexError:
            s = s + x
        except ZeroDivisionError as error:
            s = s * len(error.args)
        except (TypeError, KeyError):
            s = s - x * x
        else:
            s = 0.0
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    t8_saved = []
    cond1_saved = []
    cond_saved = []
    done_saved = []
    s = x
    t = [[], [x], 'a', [x, 0.0], {}]
    n = len(t)
    for items in t:
        done = True
        error1 = None
        case = 0
        try:
            s_new = s * items[0] / items[1]
        except IndexError as error1_caught:
            done = False
            error1 = error1_caught
            case = 1
            cond = case == 1
            if cond:
                s = s + x
            else:
                cond1 = case == 2
                if cond1:
                    error = error1
                    t8 = len(error.args)
                    s = s * t8
                    t8_saved.append(t8)
                else:
                    s = s - x * x
                cond1_saved.append(cond1)
            cond_saved.append(cond)
        except ZeroDivisionError as error1_caught:
            done = False
            error1 = error1_caught
            case = 2
            cond = case == 1
            if cond:
                s = s + x
            else:
                cond1 = case == 2
                if cond1:
                    error = error1
                    t8 = len(error.args)
                    s = s * t8
                    t8_saved.append(t8)
                else:
                    s = s - x * x
                cond1_saved.append(cond1)
            cond_saved.append(cond)
        except (TypeError, KeyError) as error1_caught:
            done = False
            error1 = error1_caught
            case = 3
            cond = case == 1
            if cond:
                s = s + x
            else:
                cond1 = case == 2
                if cond1:
                    error = error1
                    t8 = len(error.args)
                    s = s * t8
                    t8_saved.append(t8)
                else:
                    s = s - x * x
                cond1_saved.append(cond1)
            cond_saved.append(cond)
        else:
            s = 0.0
        done_saved.append(done)

    bx = 0.0
    for i in range(n - 1, -1, -1):
        done = done_saved.pop()
        if done:
            bs = 0.0
        else:
            cond = cond_saved.pop()
            if cond:
                # Grad of: s = s + x
                bx = bx + bs
            else:
                cond1 = cond1_saved.pop()
                if cond1:
                    t8 = t8_saved.pop()
                    # Grad of: s = s * len(error.args)
                    bs = t8 * bs
                else:
                    # Grad of: s = s - x * x
                    bx = bx + 2 * x * -bs
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
