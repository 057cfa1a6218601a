# double-star arguments

def scaled(a, b, c=1.0):
    return a * b + c

def f(x):
    options = {"b": x * x, "c": x}
    return scaled(x, **options)


# Generated, with the kind of x known:

def scaled_fwd(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b, c."""
    b, a = residuals
    # Grad of: return a * b + c
    ba = b * b_return
    bb = a * b_return
    return ba, bb, b_return


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    options = {'b': x * x, 'c': x}
    t1, scaled_residuals = scaled_fwd(x, b=options['b'], c=options['c'])

    # Grad of: return scaled(x, **options)
    bx, bt2_part, bt3_part = scaled_bwd(scaled_residuals, b_return)
    boptions = zeros_like(options)
    boptions = add_at(boptions, 'c', bt3_part)
    boptions = add_at(boptions, 'b', bt2_part)
    # Grad of: options = {"b": x * x, "c": x}
    bx = bx + 2 * x * boptions['b'] + boptions['c']
    return float(np.real(bx))
