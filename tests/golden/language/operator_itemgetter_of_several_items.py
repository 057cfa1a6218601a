# operator.itemgetter of several items

import operator

def f(x):
    table = {"a": x, "b": x * x, "c": 3.0}
    key = "a"
    chosen = operator.itemgetter("b", key)
    b, a = chosen(table)
    rows = sorted([(2, x), (1, b)], key=operator.itemgetter(0))
    return b * a + rows[0][1] * operator.itemgetter(1)(rows[1])


# Generated, with the kind of x known:

def chosen_fwd(item, key1):
    """Forward half of chosen: the result and its residuals."""
    return (item['b'], item[key1]), (item, key1)


def chosen_bwd(residuals, b_return):
    """Reverse half of chosen: the adjoint of item."""
    item, key1 = residuals
    # Grad of: chosen = operator.itemgetter("b", key)
    bitem = zeros_like(item)
    bitem = add_at(bitem, key1, b_return[1])
    bitem = add_at(bitem, 'b', b_return[0])
    return bitem


def lambda_fwd(item2):
    """Forward half of lambda_: the result and its residuals."""
    return item2[1], (item2,)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoint of item2."""
    item2 = residuals[0]
    # Grad of: return b * a + rows[0][1] * operator.itemgetter(1)(rows[1])
    bitem2 = zeros_like(item2)
    bitem2 = add_at(bitem2, 1, b_return)
    return bitem2


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    table = {'a': x, 'b': x * x, 'c': 3.0}
    key = 'a'
    t3, chosen_residuals = chosen_fwd(table, key1=key)
    b, a = t3
    t4 = [(2, x), (1, b)]
    rows = sorted(t4, key=lambda item1: item1[0])
    t = b * a
    t7 = rows[0]
    t1 = t7[1]
    t10, lambda_residuals = lambda_fwd(rows[1])
    t8 = t + t1 * t10
    if np.shape(b_return) != np.shape(t8):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t8, b_return, 'operator_itemgetter_of_several_items.py:9:5: the result of `f`')

    # Grad of: return b * a + rows[0][1] * operator.itemgetter(1)(rows[1])
    bt = unbroadcast(b_return, t)
    bt1 = unbroadcast(t10 * b_return, t1)
    brows = zeros_like(rows)
    brows = add_at(brows, 1, lambda_bwd(lambda_residuals, unbroadcast(t1 * b_return, t10)))
    bt7 = zeros_like(t7)
    bt7 = add_at(bt7, 1, bt1)
    brows = add_at(brows, 0, bt7)
    bb = unbroadcast(a * bt, b)
    ba = unbroadcast(b * bt, a)
    # Grad of: rows = sorted([(2, x), (1, b)], key=operator.itemgetter(0))
    bt4 = sorted_adjoint(brows, t4, False, lambda item1: item1[0])
    bb = add(bb, bt4[1][1])
    bx = bt4[0][1]
    # Grad of: b, a = chosen(table)
    btable = chosen_bwd(chosen_residuals, pack_like((bb, ba), t3))
    # Grad of: table = {"a": x, "b": x * x, "c": 3.0}
    bx = bx + 2 * x * btable['b'] + btable['a']
    return float(np.real(bx))
