# match on a dict

def f(x):
    match {"kind": "scale", "by": x * x}:
        case {"kind": "shift", "by": by}:
            y = x + by
        case {"kind": "scale", "by": by}:
            y = x * by
    return y


# Generated, with the kind of x known:

def dfdx(x, by1=1.0):
    """Gradient of f with respect to x."""
    subject = {'kind': 'scale', 'by': x * x}
    cond = (
        is_mapping(subject) and 'kind' in subject and 'by' in subject and subject['kind'] == 'shift'
    )
    if cond:
        by = subject['by']
        y = x + by
    else:
        cond1 = (
            is_mapping(subject) and 'kind' in subject and 'by' in subject
            and subject['kind'] == 'scale'
        )
        if cond1:
            by = subject['by']
            y = x * by
    if np.shape(by1) != np.shape(y):
        raise ValueError('by1 and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by1, 'match_on_a_dict.py:7:5: the result of `f`')

    if cond:
        # Grad of: y = x + by
        bx = np.sum(by1)
        bby = by1
        # Grad of: case {"kind": "shift", "by": by}:
        bsubject = zeros_like(subject)
        bsubject = add_at(bsubject, 'by', bby)
    elif cond1:
        # Grad of: y = x * by
        bx = np.sum(by * by1)
        bby = x * by1
        # Grad of: case {"kind": "scale", "by": by}:
        bsubject = zeros_like(subject)
        bsubject = add_at(bsubject, 'by', bby)
    else:
        bsubject = zeros_like(subject)
        bx = 0.0
    # Grad of: match {"kind": "scale", "by": x * x}:
    bx = bx + 2 * x * bsubject['by']
    return float(np.real(bx))
