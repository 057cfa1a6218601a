# list methods

def f(x):
    parts = [x]
    parts.append(x * x)
    parts.extend([1.0, x ** 3])
    parts.insert(1, 2.0 * x)
    last = parts.pop()
    return last * parts[1] + parts[2]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    parts = [x]
    parts.append(x * x)
    t1 = [1.0, x ** 3]
    parts.extend(t1)
    parts.insert(1, 2.0 * x)
    parts_saved = parts[-1]
    last = parts.pop()
    t6 = parts[1]
    t7 = parts[2]
    t4 = last * t6 + t7
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'list_methods.py:7:5: the result of `f`')

    # Grad of: return last * parts[1] + parts[2]
    blast = unbroadcast(t6 * b_return, last)
    bparts = zeros_like(parts)
    bparts = add_at(bparts, 2, unbroadcast(b_return, t7))
    bparts = add_at(bparts, 1, unbroadcast(last * b_return, t6))
    put_back(parts, -1, parts_saved)
    # Grad of: last = parts.pop()
    bparts = unpop(bparts, blast, last, -1)
    # Grad of: parts.insert(1, 2.0 * x)
    bt3 = uninsert(bparts, 1)
    bparts = take_out(bparts, 1)
    bx = 2.0 * bt3
    # Grad of: parts.extend([1.0, x ** 3])
    bt1 = unextend(bparts, t1)
    bparts = truncate(bparts, len(bparts) - len(t1))
    bx = bx + 3 * x ** 2 * bt1[1]
    # Grad of: parts.append(x * x)
    bt = unappend(bparts)
    bparts = truncate(bparts, -1)
    bx = bx + 2 * x * bt
    # Grad of: parts = [x]
    bx = bx + bparts[0]
    return float(np.real(bx))
