# match that fits nothing

def f(x):
    y = x * x
    match "abc":
        case ["a", *rest]:
            y = 0.0
        case {"a": 1}:
            y = 1.0
        case b"abc" | 3:
            y = 2.0
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    cond = is_sequence('abc') and len('abc') >= 1 and 'abc'[0] == 'a'
    if cond:
        rest = list('abc')[1:]
    else:
        cond1 = is_mapping('abc') and 'a' in 'abc' and 'abc'['a'] == 1
        if not cond1:
            cond2 = 'abc' in (b'abc', 3)

    if cond:
        by = 0.0
    elif cond1:
        by = 0.0
    elif cond2:
        by = 0.0
    # Grad of: y = x * x
    bx = 2 * x * by
    return float(np.real(bx))
