# random draw

def f(x):
    generator = np.random.default_rng(0)
    s = 0.0
    for _ in range(3):
        s = s * x + x * generator.normal()
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    t2_saved = []
    generator = np.random.default_rng(0)
    s = 0.0
    for _ in range(3):
        t = s * x
        t2 = generator.normal()
        s_saved.append(s)
        s = t + x * t2
        t2_saved.append(t2)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'random_draw.py:6:5: the result of `f`')

    bx = 0.0
    for _ in range(2, -1, -1):
        t2 = t2_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s * x + x * generator.normal()
        bx = bx + np.sum((s + t2) * bs)
        bs = unbroadcast(x * bs, s)
    return float(np.real(bx))
