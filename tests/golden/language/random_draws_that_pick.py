# random draws that pick

def f(x):
    rng = np.random.default_rng(2)
    u = x * np.arange(1.0, 6.0)
    p = rng.permutation(5)
    s = u[rng.integers(5)] * u[p[0]]
    for i in range(3):
        rng.shuffle(p)
        s = s + np.sum(u[p] * rng.normal(size=5)) * (i + 1)
    return s * rng.choice(5) + rng.gamma(2.0) * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    t6_saved = []
    t7_saved = []
    t8_saved = []
    t9_saved = []
    p_saved = []
    rng = np.random.default_rng(2)
    t = np.arange(1.0, 6.0)
    u = x * t
    p = rng.permutation(5)
    t2 = rng.integers(5)
    t1 = u[t2]
    t4 = p[0]
    t3 = u[t4]
    s = t1 * t3
    for i in range(3):
        p_saved.append(snapshot(p))
        rng.shuffle(p)
        t8 = u[p]
        t9 = rng.normal(size=5)
        t7 = t8 * t9
        t6 = np.sum(t7)
        s_saved.append(s)
        s = s + t6 * (i + 1)
        t6_saved.append(t6)
        t7_saved.append(t7)
        t8_saved.append(t8)
        t9_saved.append(t9)
    t13 = rng.choice(5)
    t12 = s * t13
    t15 = rng.gamma(2.0)
    t11 = t12 + t15 * x
    if np.shape(b_return) != np.shape(t11):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t11, b_return, 'random_draws_that_pick.py:9:5: the result of `f`')

    # Grad of: return s * rng.choice(5) + rng.gamma(2.0) * x
    bx = np.sum(t15 * b_return)
    bs = unbroadcast(t13 * b_return, s)
    bu = zeros_like(u)
    for i in range(2, -1, -1):
        t6 = t6_saved.pop()
        t7 = t7_saved.pop()
        t8 = t8_saved.pop()
        t9 = t9_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s + np.sum(u[p] * rng.normal(size=5)) * (i + 1)
        bu1 = unbroadcast(t9 * broadcast_like(unbroadcast((i + 1) * bs, t6), t7), t8)
        bs = unbroadcast(bs, s)
        bu = add_at(bu, p, bu1)
        restore(p, p_saved.pop())
    # Grad of: s = u[rng.integers(5)] * u[p[0]]
    bu = add_at(bu, t4, unbroadcast(t1 * bs, t3))
    bu = add_at(bu, t2, unbroadcast(t3 * bs, t1))
    # Grad of: u = x * np.arange(1.0, 6.0)
    bx = bx + np.sum(t * bu)
    return float(np.real(bx))
