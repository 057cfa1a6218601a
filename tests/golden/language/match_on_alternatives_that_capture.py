# match on alternatives that capture

def f(x):
    s = x
    for item in [[x, 1], [2, x * x], "ab", None, True, [x, x, x]]:
        match item:
            case [1, v] | [v, 1]:
                s = s * v
            case [_, v] as pair:
                s = s + v * len(pair)
            case [first, *_, last]:
                s = s + first * last
            case None:
                s = s * 1.5
            case True:
                s = s + 2.0 * x
            case str():
                s = s + x
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    v_saved = []
    t6_saved = []
    cond6_saved = []
    s = x
    t = [[x, 1], [2, x * x], 'ab', None, True, [x, x, x]]
    n = len(t)
    for item in t:
        if (
            is_sequence(item) and len(item) == 2 and item[0] == 1
            or is_sequence(item) and len(item) == 2 and item[1] == 1
        ):
            if is_sequence(item) and len(item) == 2 and item[0] == 1:
                v = item[1]
            else:
                v = item[0]
            s_saved.append(s)
            s = s * v
            v_saved.append(v)
        elif is_sequence(item) and len(item) == 2:
            v = item[1]
            pair = item
            t6 = len(pair)
            s_saved.append(s)
            s = s + v * t6
            t6_saved.append(t6)
            v_saved.append(v)
        elif is_sequence(item) and len(item) >= 2:
            first = item[0]
            last = item[-1]
            s_saved.append(s)
            s = s + first * last
        elif item is None:
            s_saved.append(s)
            s = s * 1.5
        elif item is True:
            s_saved.append(s)
            s = s + 2.0 * x
        else:
            cond6 = isinstance(item, str)
            if cond6:
                s_saved.append(s)
                s = s + x
            cond6_saved.append(cond6)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'match_on_alternatives_that_capture.py:17:5: the result of `f`')

    bitems = zeros_like(t)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        if (
            is_sequence(t[i]) and len(t[i]) == 2 and t[i][0] == 1
            or is_sequence(t[i]) and len(t[i]) == 2 and t[i][1] == 1
        ):
            v = v_saved.pop()
            s = s_saved.pop()
            # Grad of: s = s * v
            bv = unbroadcast(s * bs, v)
            bs = unbroadcast(v * bs, s)
            if is_sequence(t[i]) and len(t[i]) == 2 and t[i][0] == 1:
                # Grad of: case [1, v] | [v, 1]:
                bitem = zeros_like(t[i])
                bitem = add_at(bitem, 1, bv)
            else:
                # Grad of: case [1, v] | [v, 1]:
                bitem = zeros_like(t[i])
                bitem = add_at(bitem, 0, bv)
        elif is_sequence(t[i]) and len(t[i]) == 2:
            t6 = t6_saved.pop()
            v = v_saved.pop()
            s = s_saved.pop()
            # Grad of: s = s + v * len(pair)
            bv = unbroadcast(t6 * bs, v)
            bs = unbroadcast(bs, s)
            # Grad of: case [_, v] as pair:
            bitem = zeros_like(t[i])
            bitem = add_at(bitem, 1, bv)
        elif is_sequence(t[i]) and len(t[i]) >= 2:
            s = s_saved.pop()
            # Grad of: s = s + first * last
            bfirst = unbroadcast(t[i][-1] * bs, t[i][0])
            blast = unbroadcast(t[i][0] * bs, t[i][-1])
            bs = unbroadcast(bs, s)
            # Grad of: case [first, *_, last]:
            bitem = zeros_like(t[i])
            bitem = add_at(bitem, -1, blast)
            bitem = add_at(bitem, 0, bfirst)
        else:
            if t[i] is None:
                s = s_saved.pop()
                # Grad of: s = s * 1.5
                bs = unbroadcast(1.5 * bs, s)
            elif t[i] is True:
                s = s_saved.pop()
                # Grad of: s = s + 2.0 * x
                bx = bx + np.sum(2.0 * bs)
                bs = unbroadcast(bs, s)
            else:
                cond6 = cond6_saved.pop()
                if cond6:
                    s = s_saved.pop()
                    # Grad of: s = s + x
                    bx = bx + np.sum(bs)
                    bs = unbroadcast(bs, s)
            bitem = zeros_like(t[i])
        # Grad of: for item in [[x, 1], [2, x * x], "ab", None, True, [x, x, x]]:
        bitems = add_at(bitems, i, bitem)
    # Grad of: for item in [[x, 1], [2, x * x], "ab", None, True, [x, x, x]]:
    bt4 = bitems[5]
    bx = bx + bitems[0][0] + 2 * x * bitems[1][1] + bt4[2] + bt4[1] + bt4[0]
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
