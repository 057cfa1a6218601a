# map of a function

def f(x):
    parts = list(map(math.sin, [x, x * x]))
    return parts[0] * parts[1]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    t1 = [x, x * x]
    n = len(t1)
    for i in range(n):
        t.append(math.sin(t1[i]))
    parts = list(t)
    t5 = parts[0]
    t6 = parts[1]
    t4 = t5 * t6
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'map_of_a_function.py:3:5: the result of `f`')

    # Grad of: return parts[0] * parts[1]
    bparts = zeros_like(parts)
    bparts = add_at(bparts, 1, unbroadcast(t5 * b_return, t6))
    bparts = add_at(bparts, 0, unbroadcast(t6 * b_return, t5))
    # Grad of: parts = list(map(math.sin, [x, x * x]))
    bt = copied(unlist(bparts, t))
    bitems = zeros_like(t1)
    for i in range(n - 1, -1, -1):
        # Grad of: parts = list(map(math.sin, [x, x * x]))
        bt3 = unappend(bt)
        bt = truncate(bt, -1)
        bitem = math.cos(t1[i]) * bt3
        bitems = add_at(bitems, i, bitem)
    # Grad of: parts = list(map(math.sin, [x, x * x]))
    bx = 2 * x * bitems[1] + bitems[0]
    return float(np.real(bx))
