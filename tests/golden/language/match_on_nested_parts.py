# match on nested parts

def f(x):
    match [1, {"w": [x, x * x], "b": 3.0, "c": 1.0}]:
        case [0, _]:
            y = 0.0
        case [_, {"w": [u, v], "b": b, **rest}]:
            y = u * v + b * x * len(rest)
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    subject = [1, {'w': [x, x * x], 'b': 3.0, 'c': 1.0}]
    cond = is_sequence(subject) and len(subject) == 2 and subject[0] == 0
    if cond:
        y = 0.0
    else:
        cond1 = (
            is_sequence(subject) and len(subject) == 2 and is_mapping(subject[1])
            and 'w' in subject[1] and 'b' in subject[1] and is_sequence(subject[1]['w'])
            and len(subject[1]['w']) == 2
        )
        if cond1:
            t5 = subject[1]
            t4 = t5['w']
            u = t4[0]
            t7 = subject[1]
            t6 = t7['w']
            v = t6[1]
            t8 = subject[1]
            b = t8['b']
            t = {}
            for key in sequence(subject[1]):
                if key not in ('w', 'b'):
                    t[key] = subject[1][key]
            rest = t
            t16 = len(rest)
            y = u * v + b * x * t16
    if np.shape(by) != np.shape(y):
        raise ValueError('by and y differ in shape: the gradient of an array needs its seed')
    refuse_complex(y, by, 'match_on_nested_parts.py:7:5: the result of `f`')

    if cond:
        bsubject = zeros_like(subject)
        bx = 0.0
    elif cond1:
        # Grad of: y = u * v + b * x * len(rest)
        bt15 = t16 * by
        bb = unbroadcast(x * bt15, b)
        bx = np.sum(b * bt15)
        bu = unbroadcast(v * by, u)
        bv = unbroadcast(u * by, v)
        # Grad of: case [_, {"w": [u, v], "b": b, **rest}]:
        bt8 = zeros_like(t8)
        bt8 = add_at(bt8, 'b', bb)
        bsubject = zeros_like(subject)
        bsubject = add_at(bsubject, 1, bt8)
        bt6 = zeros_like(t6)
        bt6 = add_at(bt6, 1, bv)
        bt7 = zeros_like(t7)
        bt7 = add_at(bt7, 'w', bt6)
        bsubject = add_at(bsubject, 1, bt7)
        bt4 = zeros_like(t4)
        bt4 = add_at(bt4, 0, bu)
        bt5 = zeros_like(t5)
        bt5 = add_at(bt5, 'w', bt4)
        bsubject = add_at(bsubject, 1, bt5)
    else:
        bsubject = zeros_like(subject)
        bx = 0.0
    # Grad of: match [1, {"w": [x, x * x], "b": 3.0, "c": 1.0}]:
    bt2 = bsubject[1]['w']
    bx = bx + 2 * x * bt2[1] + bt2[0]
    return float(np.real(bx))
