# list written in place

def f(x):
    parts = [x, 2.0]
    parts[1] = x * x
    parts.append(parts[0] * parts[1])
    parts[0] *= 3.0
    return sum(parts)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    parts = [x, 2.0]
    parts[1] = x * x
    t2 = parts[0]
    t3 = parts[1]
    t1 = t2 * t3
    parts_saved = len(parts)
    parts.append(t1)
    parts_saved1 = kept_content(parts, 0)
    parts[0] *= 3.0
    t4 = sum(parts)
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'list_written_in_place.py:6:5: the result of `f`')

    # Grad of: return sum(parts)
    bparts = copied(sum_adjoint(b_return, parts))
    restore_content(parts, 0, parts_saved1)
    # Grad of: parts[0] *= 3.0
    put(bparts, 0, 3.0 * copied(bparts[0]))
    truncate(parts, parts_saved)
    # Grad of: parts.append(parts[0] * parts[1])
    bt1 = unappend(bparts)
    bparts = truncate(bparts, -1)
    bparts = add_at(bparts, 1, unbroadcast(t2 * bt1, t3))
    bparts = add_at(bparts, 0, unbroadcast(t3 * bt1, t2))
    # Grad of: parts[1] = x * x
    b_rhs1 = taken(bparts, 1)
    bx = 2 * x * b_rhs1
    # Grad of: parts = [x, 2.0]
    bx = bx + bparts[0]
    return float(np.real(bx))
