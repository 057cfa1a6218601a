# functions of operator

import operator
from functools import reduce

def f(x):
    items = [x, 2.0, x * x]
    operator.setitem(items, 1, operator.sub(x, 1.0))
    return operator.getitem(items, 1) * reduce(operator.mul, items, 1.0)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    total_saved = []
    items = [x, 2.0, x * x]
    items[1] = x - 1.0
    t = items[1]
    total = 1.0
    n = len(items)
    for i in range(n):
        total_saved.append(total)
        total = total * items[i]
    t3 = t * total
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'functions_of_operator.py:7:5: the result of `f`')

    # Grad of: return operator.getitem(items, 1) * reduce(operator.mul, items, 1.0)
    bt = unbroadcast(total * b_return, t)
    btotal = unbroadcast(t * b_return, total)
    bitems1 = zeros_like(items)
    for i in range(n - 1, -1, -1):
        total = total_saved.pop()
        # Grad of: return operator.getitem(items, 1) * reduce(operator.mul, items, 1.0)
        bitem = unbroadcast(total * btotal, items[i])
        btotal = unbroadcast(items[i] * btotal, total)
        bitems1 = add_at(bitems1, i, bitem)
    # Grad of: return operator.getitem(items, 1) * reduce(operator.mul, items, 1.0)
    bitems = bitems1
    bitems = add_at(bitems, 1, bt)
    # Grad of: operator.setitem(items, 1, operator.sub(x, 1.0))
    bx = taken(bitems, 1)
    # Grad of: items = [x, 2.0, x * x]
    bx = bx + 2 * x * bitems[2] + bitems[0]
    return float(np.real(bx))
