# counter that decides when a loop ends

def f(x):
    n = 0

    def step():
        nonlocal n
        n += 1
        return x
    s = 0.0
    while n < 4:
        s = s + step() * n * x
    return s


# Generated, with the kind of x known:

def step_fwd(*, n, x):
    """Forward half of step: the result and its residuals."""
    n_saved = kept_content(n, 0)
    n[0] += 1
    return x, (n, n_saved)


def step_bwd(residuals, bx, bn):
    """Reverse half of step: the adjoint of x, and what it makes of the adjoint of n."""
    n, n_saved = residuals
    restore_content(n, 0, n_saved)
    return bx


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    step_residuals_saved = []
    t2_saved = []
    t3_saved = []
    n = [0]
    s = 0.0
    trips = 0
    while n[0] < 4:
        t3, step_residuals = step_fwd(n=n, x=x)
        t2 = t3 * n[0]
        s_saved.append(s)
        s = s + t2 * x
        step_residuals_saved.append(step_residuals)
        t2_saved.append(t2)
        t3_saved.append(t3)
        trips += 1
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'counter_that_decides_when_a_loop_ends.py:11:5: the result of `f`')

    bn = zeros_like(n)
    bx = 0.0
    for _ in range(trips):
        t2 = t2_saved.pop()
        t3 = t3_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s + step() * n * x
        bt2 = x * bs
        bn = add_at(bn, 0, unbroadcast(t3 * bt2, n[0]))
        bx = bx + step_bwd(step_residuals_saved.pop(), np.sum(n[0] * bt2), bn) + np.sum(t2 * bs)
        bs = unbroadcast(bs, s)
    return float(np.real(bx))
