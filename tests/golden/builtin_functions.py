# The gradient of f towards x, y.

def f(x, y):
    return abs(x) + max(x, y) * min(x, y) + pow(x, 2) + sum([x, y]) + float(x) + round(x)


# Generated:

def dfdxy(x, y, b_return=1.0):
    """Gradient of f with respect to x and y."""
    t7 = max(x, y)
    t8 = min(x, y)
    t11 = [x, y]
    t10 = sum(t11)
    t = abs(x) + t7 * t8 + pow(x, 2) + t10 + float(x) + round(x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'builtin_functions.py:2:5: the result of `f`')

    # Grad of: return abs(x) + max(x, y) * min(x, y) + pow(x, 2) + sum([x, y]) + float(x) + round(x)
    bt11 = sum_adjoint(unbroadcast(b_return, t10), t11)
    bt8 = unbroadcast(t7 * b_return, t8)
    bt7 = unbroadcast(t8 * b_return, t7)
    bx = (
        bt7 * ((x == t7) - 0.5 * (x == y)) + bt8 * ((x == t8) - 0.5 * (x == y)) + bt11[0]
        + unbroadcast(phase(x) * np.real(b_return) + 2 * x * b_return + b_return, x)
    )
    by = add(add(bt7 * ((y == t7) - 0.5 * (x == y)), bt8 * ((y == t8) - 0.5 * (x == y))), bt11[1])
    return as_gradient(bx, x, owned=True), as_gradient(by, y, owned=True)
