# itertools.chain.from_iterable

import itertools

def f(x):
    return sum(c * c for c in itertools.chain.from_iterable([[x, 2.0], [x * x]]))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    total_saved = []
    c_saved = []
    items1_saved = []
    n1_saved = []
    total = 0
    t = [[x, 2.0], [x * x]]
    n = len(t)
    for items1 in t:
        n1 = len(items1)
        for i1 in range(n1):
            c = items1[i1]
            total_saved.append(total)
            total = total + c * c
            c_saved.append(c)
        items1_saved.append(items1)
        n1_saved.append(n1)
    if np.shape(b_return) != np.shape(total):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(total, b_return, 'itertools_chain_from_iterable.py:4:5: the result of `f`')

    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        items1 = items1_saved.pop()
        n1 = n1_saved.pop()
        bitems1 = zeros_like(items1)
        for i1 in range(n1 - 1, -1, -1):
            c = c_saved.pop()
            total = total_saved.pop()
            # Grad of: return sum(c * c for c in itertools.chain.from_iterable([[x, 2.0], [x * x]]))
            bc = unbroadcast(2 * c * b_return, c)
            b_return = unbroadcast(b_return, total)
            bitems1 = add_at(bitems1, i1, bc)
        # Grad of: return sum(c * c for c in itertools.chain.from_iterable([[x, 2.0], [x * x]]))
        bpart = bitems1
        bitems = add_at(bitems, i, bpart)
    # Grad of: return sum(c * c for c in itertools.chain.from_iterable([[x, 2.0], [x * x]]))
    bx = bitems[0][0] + 2 * x * bitems[1][0]
    return float(np.real(bx))
