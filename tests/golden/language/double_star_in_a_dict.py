# double star in a dict

def f(x):
    first = {"a": x, "b": 2.0}
    second = {**first, "b": x * x}
    return second["a"] * second["b"] * first["b"]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    first = {'a': x, 'b': 2.0}
    t = {}
    items = sequence(first)
    n = len(items)
    for key in items:
        t[key] = first[key]
    t['b'] = x * x
    second = t
    t5 = second['a']
    t6 = second['b']
    t4 = t5 * t6
    t7 = first['b']
    t3 = t4 * t7
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'double_star_in_a_dict.py:4:5: the result of `f`')

    # Grad of: return second["a"] * second["b"] * first["b"]
    bt4 = t7 * b_return
    bfirst = zeros_like(first)
    bfirst = add_at(bfirst, 'b', np.sum(t4 * b_return))
    bsecond = zeros_like(second)
    bsecond = add_at(bsecond, 'b', unbroadcast(t5 * bt4, t6))
    bsecond = add_at(bsecond, 'a', unbroadcast(t6 * bt4, t5))
    # Grad of: second = {**first, "b": x * x}
    bt = bsecond
    b_rhs = taken(bt, 'b')
    bx = 2 * x * b_rhs
    for i in range(n - 1, -1, -1):
        # Grad of: second = {**first, "b": x * x}
        b_rhs1 = taken(bt, items[i])
        bfirst = add_at(bfirst, items[i], b_rhs1)
    # Grad of: first = {"a": x, "b": 2.0}
    bx = bx + bfirst['a']
    return float(np.real(bx))
