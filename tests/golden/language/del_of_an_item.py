# del of an item

def f(x):
    table = {"a": x, "b": x * x}
    del table["a"]
    return table["b"] * len(table)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    table = {'a': x, 'b': x * x}
    table_saved = table['a']
    t1 = table.pop('a')
    t4 = len(table)
    t2 = table['b'] * t4
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'del_of_an_item.py:4:5: the result of `f`')

    # Grad of: return table["b"] * len(table)
    btable = zeros_like(table)
    btable = add_at(btable, 'b', t4 * b_return)
    put_back(table, 'a', table_saved)
    # Grad of: del table["a"]
    btable = unpop(btable, None, t1, 'a')
    # Grad of: table = {"a": x, "b": x * x}
    bx = 2 * x * btable['b'] + btable['a']
    return float(np.real(bx))
