# del of items

def f(x):
    xs = [x, x * x, 2.0 * x, 3.0]
    table = {"a": x, "b": x * x}
    del xs[1], xs[-1], table["a"]
    return sum(xs) * xs[1] + table["b"] * len(table)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    xs = [x, x * x, 2.0 * x, 3.0]
    table = {'a': x, 'b': x * x}
    xs_saved = xs[1]
    t3 = xs.pop(1)
    xs_saved1 = xs[-1]
    t4 = xs.pop(-1)
    table_saved = table['a']
    t5 = table.pop('a')
    t8 = sum(xs)
    t9 = xs[1]
    t11 = table['b']
    t12 = len(table)
    t6 = t8 * t9 + t11 * t12
    if np.shape(b_return) != np.shape(t6):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t6, b_return, 'del_of_items.py:5:5: the result of `f`')

    # Grad of: return sum(xs) * xs[1] + table["b"] * len(table)
    bxs = copied(sum_adjoint(unbroadcast(t9 * b_return, t8), xs))
    btable = zeros_like(table)
    btable = add_at(btable, 'b', unbroadcast(t12 * b_return, t11))
    bxs = add_at(bxs, 1, unbroadcast(t8 * b_return, t9))
    put_back(table, 'a', table_saved)
    # Grad of: del xs[1], xs[-1], table["a"]
    btable = unpop(btable, None, t5, 'a')
    put_back(xs, -1, xs_saved1)
    # Grad of: del xs[1], xs[-1], table["a"]
    bxs = unpop(bxs, None, t4, -1)
    put_back(xs, 1, xs_saved)
    # Grad of: del xs[1], xs[-1], table["a"]
    bxs = unpop(bxs, None, t3, 1)
    # Grad of: table = {"a": x, "b": x * x}
    bx = 2 * x * btable['b'] + btable['a']
    # Grad of: xs = [x, x * x, 2.0 * x, 3.0]
    bx = bx + 2 * x * bxs[1] + 2.0 * bxs[2] + bxs[0]
    return float(np.real(bx))
