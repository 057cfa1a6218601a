# star in a display

def f(x):
    parts = [x, x * x]
    more = [1.0, *parts, *(x, 2.0)]
    return more[1] * more[2] + more[3] * more[4]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    parts = [x, x * x]
    t = [1.0]
    t.extend(parts)
    t2 = (x, 2.0)
    t.extend(t2)
    more = t
    t5 = more[1]
    t6 = more[2]
    t8 = more[3]
    t9 = more[4]
    t3 = t5 * t6 + t8 * t9
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'star_in_a_display.py:4:5: the result of `f`')

    # Grad of: return more[1] * more[2] + more[3] * more[4]
    bmore = zeros_like(more)
    bmore = add_at(bmore, 4, unbroadcast(t8 * b_return, t9))
    bmore = add_at(bmore, 3, unbroadcast(t9 * b_return, t8))
    bmore = add_at(bmore, 2, unbroadcast(t5 * b_return, t6))
    bmore = add_at(bmore, 1, unbroadcast(t6 * b_return, t5))
    # Grad of: more = [1.0, *parts, *(x, 2.0)]
    bt = bmore
    bt2 = unextend(bt, t2)
    bt = truncate(bt, len(bt) - len(t2))
    bx = bt2[0]
    bparts = unextend(bt, parts)
    # Grad of: parts = [x, x * x]
    bx = bx + 2 * x * bparts[1] + bparts[0]
    return float(np.real(bx))
