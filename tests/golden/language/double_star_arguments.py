# double-star arguments

def scaled(a, b, c=1.0):
    return a * b + c

def f(x):
    options = {"b": x * x, "c": x}
    return scaled(x, **options)


# Generated, with the kind of x known:

def scaled_fwd(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (c, b, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b, c."""
    c, b, a = residuals
    # Grad of: return a * b + c
    bc = unbroadcast(b_return, c)
    ba = np.sum(b * b_return)
    bb = unbroadcast(a * b_return, b)
    return ba, bb, bc


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    options = {'b': x * x, 'c': x}
    t1, scaled_residuals = scaled_fwd(x, b=options['b'], c=options['c'])
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'double_star_arguments.py:6:5: the result of `f`')

    # Grad of: return scaled(x, **options)
    bx, bt2_part, bt3_part = scaled_bwd(scaled_residuals, b_return)
    boptions = zeros_like(options)
    boptions = add_at(boptions, 'c', bt3_part)
    boptions = add_at(boptions, 'b', bt2_part)
    # Grad of: options = {"b": x * x, "c": x}
    bx = bx + 2 * x * boptions['b'] + boptions['c']
    return float(np.real(bx))
