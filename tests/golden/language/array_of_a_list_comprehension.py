# array of a list comprehension

def f(x):
    a = np.array([x * i for i in range(4)])
    return np.sum(a * a)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = []
    for i in range(4):
        t.append(x * i)
    a = np.array(t)
    refuse_complex(
        np.sum(a * a), b_return, 'array_of_a_list_comprehension.py:3:5: the result of `f`'
    )

    # Grad of: return np.sum(a * a)
    ba = 2 * a * b_return
    # Grad of: a = np.array([x * i for i in range(4)])
    bt = copied(unarray(ba, t))
    bx = 0.0
    for i in range(3, -1, -1):
        # Grad of: a = np.array([x * i for i in range(4)])
        bt1 = unappend(bt)
        bt = truncate(bt, -1)
        bx = bx + i * bt1
    return float(np.real(bx))
