# sum, min, max, abs, round

def f(x):
    return sum([x, x * x]) * max(x, 1.0) + min(x, x * x, 2.0) * abs(x - 1) + round(x) * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t4 = [x, x * x]
    t3 = sum(t4)
    t6 = max(x, 1.0)
    t10 = x * x
    t9 = min(x, t10)
    t8 = min(t9, 2.0)
    t12 = x - 1
    t11 = abs(t12)
    t14 = round(x)
    t = t3 * t6 + t8 * t11 + t14 * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'sum_min_max_abs_round.py:2:5: the result of `f`')

    # Grad of: return sum([x, x * x]) * max(x, 1.0) + min(x, x * x, 2.0) * abs(x - 1) + round(x) * x
    bt7 = np.sum(b_return)
    bt9 = t11 * bt7 * ((t9 == t8) - 0.5 * (t9 == 2.0))
    bt4 = sum_adjoint(unbroadcast(t6 * b_return, t3), t4)
    bx = (
        2 * x * bt4[1] + bt4[0] + np.sum(t3 * b_return) * ((x == t6) - 0.5 * (x == 1.0))
        + 2 * x * (bt9 * ((t10 == t9) - 0.5 * (x == t10))) + bt9 * ((x == t9) - 0.5 * (x == t10))
        + np.sign(t12) * t8 * bt7 + np.sum(t14 * b_return)
    )
    return float(np.real(bx))
