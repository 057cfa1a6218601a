# The gradient of f towards x, y.

def f(x, y):
    return x + y * x - y / x + x ** y + x ** 2 + x % y + (-x) + (+y)


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t9 = x ** y
    t = x + y * x - y / x + t9 + x ** 2 + x % y + -x + +y
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'operators.py:2:5: the result of `f`')

    # Grad of: return x + y * x - y / x + x ** y + x ** 2 + x % y + (-x) + (+y)
    bt8 = -b_return
    by = unbroadcast(
        x * b_return + bt8 / x + power_exponent_partial(x, y, t9) * b_return - x // y * b_return
        + b_return, y
    )
    bx = unbroadcast(
        y * b_return + b_return - y * bt8 / x / x + power_base_partial(x, y) * b_return
        + 2 * x * b_return, x
    )
    return bx, by
