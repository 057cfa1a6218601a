# unpacking with a star

def f(x):
    a, *rest, b = [x, x * x, 2.0, x ** 3]
    return a * sum(rest) + b


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = [x, x * x, 2.0, x ** 3]
    a, *rest, b = t
    t5 = sum(rest)
    t3 = a * t5 + b
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'unpacking_with_a_star.py:3:5: the result of `f`')

    # Grad of: return a * sum(rest) + b
    bb = unbroadcast(b_return, b)
    ba = unbroadcast(t5 * b_return, a)
    brest = sum_adjoint(unbroadcast(a * b_return, t5), rest)
    # Grad of: a, *rest, b = [x, x * x, 2.0, x ** 3]
    bt = pack_like((ba, brest, bb), t, 1)
    bx = 2 * x * bt[1] + 3 * x ** 2 * bt[3] + bt[0]
    return float(np.real(bx))
