# generator expression in max and min

def f(x):
    return max(x * i for i in range(3)) * min((x - i) ** 2 for i in range(3))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i1 in range(3):
        t.append(x * i1)
    t1 = max(t)
    t2 = []
    for i2 in range(3):
        t2.append((x - i2) ** 2)
    t7 = min(t2)
    t6 = t1 * t7
    if np.shape(b_return) != np.shape(t6):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t6, b_return, 'generator_expression_in_max_and_min.py:2:5: the result of `f`')

    # Grad of: return max(x * i for i in range(3)) * min((x - i) ** 2 for i in range(3))
    bt1 = unbroadcast(t7 * b_return, t1)
    bt2 = copied(choice_adjoints(unbroadcast(t1 * b_return, t7), t7, t2))
    bx = 0.0
    for i2 in range(2, -1, -1):
        # Grad of: return max(x * i for i in range(3)) * min((x - i) ** 2 for i in range(3))
        bt4 = unappend(bt2)
        bt2 = truncate(bt2, -1)
        bx = bx + 2.0 * (x - i2) * bt4
    # Grad of: return max(x * i for i in range(3)) * min((x - i) ** 2 for i in range(3))
    bt = copied(choice_adjoints(bt1, t1, t))
    for i1 in range(2, -1, -1):
        # Grad of: return max(x * i for i in range(3)) * min((x - i) ** 2 for i in range(3))
        bt3 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + i1 * bt3
    return float(np.real(bx))
