# a slice as a value

def f(x):
    s = slice(int(x), None)
    v = np.ones(4) * x
    w = v[s]
    w[0] = x * x
    return np.sum([x, x * x, 3.0][s]) * v[1]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    s = slice(int(x), None)
    t1 = np.ones(4)
    v = t1 * x
    bv = zeros_like(v)
    w = v[s]
    bw = bv[s]
    w[0] = x * x
    t6 = [x, x * x, 3.0]
    t5 = t6[s]
    t4 = np.sum(t5)
    t8 = v[1]
    t3 = t4 * t8
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'a_slice_as_a_value.py:6:5: the result of `f`')

    # Grad of: return np.sum([x, x * x, 3.0][s]) * v[1]
    bt6 = zeros_like(t6)
    bt6 = add_at(bt6, s, broadcast_like(t8 * b_return, t5))
    bx = 2 * x * bt6[1] + bt6[0]
    bv[1] += t4 * b_return
    # Grad of: w[0] = x * x
    b_rhs = bw[0]
    bw[0] = 0.0
    bx = bx + 2 * x * b_rhs
    # Grad of: v = np.ones(4) * x
    bx = bx + np.sum(t1 * bv)
    return float(np.real(bx))
