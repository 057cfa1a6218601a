# dict written in place

def f(x):
    table = {}
    table["a"] = x * x
    table["b"] = table["a"] * x
    table["a"] += x
    return table["a"] * table["b"]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    table = {}
    table['a'] = x * x
    t2 = table['a']
    table_saved = kept_item(table, 'b')
    table['b'] = t2 * x
    table_saved1 = kept_content(table, 'a')
    table['a'] += x
    t4 = table['a']
    t5 = table['b']
    t3 = t4 * t5
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'dict_written_in_place.py:6:5: the result of `f`')

    # Grad of: return table["a"] * table["b"]
    btable = zeros_like(table)
    btable = add_at(btable, 'b', unbroadcast(t4 * b_return, t5))
    btable = add_at(btable, 'a', unbroadcast(t5 * b_return, t4))
    restore_content(table, 'a', table_saved1)
    # Grad of: table["a"] += x
    bx = copied(np.sum(btable['a']))
    restore_item(table, 'b', table_saved)
    # Grad of: table["b"] = table["a"] * x
    btable = copied(btable)
    b_rhs = taken(btable, 'b')
    bx = bx + np.sum(t2 * b_rhs)
    btable = add_at(btable, 'a', x * b_rhs)
    # Grad of: table["a"] = x * x
    b_rhs1 = taken(btable, 'a')
    bx = bx + 2 * x * b_rhs1
    return float(np.real(bx))
