# max, min and sort with a key

def f(x):
    values = [x, -x * x, x + 1.0]

    def size(v):
        if v < 0:
            return -v
        return v
    best = max(values, key=size)
    values.sort(key=lambda v: abs(v))
    least = min(values, key=abs)
    return best * values[1] + least


# Generated, with the kind of x known:

def size(v):
    if v < 0:
        result = -v
    else:
        result = v
    return result


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1 = -x
    values = [x, t1 * x, x + 1.0]
    t3 = sorted(values, key=size, reverse=True)
    best = t3[0]
    t4 = sorted(values, key=lambda v: abs(v))
    if isinstance(values, list) and len(values[:]) != len(t4):
        raise ValueError(
            'max_min_and_sort_with_a_key.py:9:5: the length of a list is changed by a store into a slice: use `append`, `insert`, or make a new list'
        )
    values_saved = kept_item(values, slice(None, None, None))
    values[:] = t4
    t5 = sorted(values, key=abs)
    least = t5[0]
    t8 = values[1]
    t6 = best * t8 + least
    if np.shape(b_return) != np.shape(t6):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t6, b_return, 'max_min_and_sort_with_a_key.py:11:5: the result of `f`')

    # Grad of: return best * values[1] + least
    bleast = unbroadcast(b_return, least)
    bbest = unbroadcast(t8 * b_return, best)
    bvalues = zeros_like(values)
    bvalues = add_at(bvalues, 1, unbroadcast(best * b_return, t8))
    # Grad of: least = min(values, key=abs)
    bt5 = zeros_like(t5)
    bt5 = add_at(bt5, 0, bleast)
    bvalues = add(bvalues, sorted_adjoint(bt5, values, False, abs))
    restore_item(values, slice(None, None, None), values_saved)
    # Grad of: values.sort(key=lambda v: abs(v))
    bvalues = add(
        bvalues,
        sorted_adjoint(
            fitted(taken(bvalues, slice(None, None, None)), t4), values, False, lambda v: abs(v)
        )
    )
    # Grad of: best = max(values, key=size)
    bt3 = zeros_like(t3)
    bt3 = add_at(bt3, 0, bbest)
    bvalues = add(bvalues, sorted_adjoint(bt3, values, True, size))
    # Grad of: values = [x, -x * x, x + 1.0]
    bt = bvalues[1]
    bx = t1 * bt - x * bt + bvalues[2] + bvalues[0]
    return float(np.real(bx))
