# walrus in a comprehension

def f(x):
    s = 1.0
    parts = [s := s * x + i for i in range(3)]
    return sum(parts) * s


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 1.0
    t = []
    for i in range(3):
        s_saved.append(s)
        s = s * x + i
        t.append(s)
    parts = t
    t3 = sum(parts)
    t2 = t3 * s
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'walrus_in_a_comprehension.py:4:5: the result of `f`')

    # Grad of: return sum(parts) * s
    bs = np.sum(t3 * b_return)
    bparts = sum_adjoint(s * b_return, parts)
    # Grad of: parts = [s := s * x + i for i in range(3)]
    bt = copied(bparts)
    bx = 0.0
    for i in range(2, -1, -1):
        # Grad of: parts = [s := s * x + i for i in range(3)]
        bs1 = unappend(bt)
        bt = truncate(bt, -1)
        bs = bs + bs1
        s = s_saved.pop()
        # Grad of: parts = [s := s * x + i for i in range(3)]
        bx = bx + s * bs
        bs = x * bs
    return float(np.real(bx))
