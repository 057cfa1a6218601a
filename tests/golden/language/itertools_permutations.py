# itertools.permutations

import itertools

def f(x):
    return sum(a * b * b for a, b in itertools.permutations([x, 2.0, x * x], 2))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    total_saved = []
    a_saved = []
    b_saved = []
    t5_saved = []
    total = 0
    t2 = [x, 2.0, x * x]
    items = list(t2)
    n = len(items)
    for i in range(n):
        for i1 in range(len(items)):
            if i1 != i:
                a = items[i]
                b = items[i1]
                t5 = a * b
                total_saved.append(total)
                total = total + t5 * b
                a_saved.append(a)
                b_saved.append(b)
                t5_saved.append(t5)
    if np.shape(b_return) != np.shape(total):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(total, b_return, 'itertools_permutations.py:4:5: the result of `f`')

    bitems = zeros_like(items)
    for i in range(n - 1, -1, -1):
        for i1 in range(len(items) - 1, -1, -1):
            if i1 != i:
                a = a_saved.pop()
                b = b_saved.pop()
                t5 = t5_saved.pop()
                total = total_saved.pop()
                # Grad of: return sum(a * b * b for a, b in itertools.permutations([x, 2.0, x * x...
                bt5 = b * b_return
                bb = unbroadcast(a * bt5 + t5 * b_return, b)
                b_return = unbroadcast(b_return, total)
                ba = unbroadcast(b * bt5, a)
                bitems = add_at(bitems, i1, bb)
                bitems = add_at(bitems, i, ba)
    # Grad of: return sum(a * b * b for a, b in itertools.permutations([x, 2.0, x * x], 2))
    bt2 = unlist(bitems, t2)
    bx = 2 * x * bt2[2] + bt2[0]
    return float(np.real(bx))
