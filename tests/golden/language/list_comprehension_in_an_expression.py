# list comprehension in an expression

def f(x):
    return x * sum([c * x for c in [1.0, 2.0]]) + [x * x][0]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    t1 = [1.0, 2.0]
    n = len(t1)
    for c in t1:
        t.append(c * x)
    t5 = sum(t)
    t7 = [x * x]
    t3 = x * t5 + t7[0]
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'list_comprehension_in_an_expression.py:2:5: the result of `f`')

    # Grad of: return x * sum([c * x for c in [1.0, 2.0]]) + [x * x][0]
    bt7 = zeros_like(t7)
    bt7 = add_at(bt7, 0, np.sum(b_return))
    bx = 2 * x * bt7[0] + np.sum(t5 * b_return)
    bt = copied(sum_adjoint(x * b_return, t))
    for i in range(n - 1, -1, -1):
        # Grad of: return x * sum([c * x for c in [1.0, 2.0]]) + [x * x][0]
        bt2 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + t1[i] * bt2
    return float(np.real(bx))
