# loop variable that is nonlocal

def f(x):
    k = 0

    def weighted(a):
        nonlocal k
        k += 1
        return a * k
    s = 0.0
    for k in range(3):
        s = s + weighted(x) * x
    return s * k


# Generated, with the kind of x known:

def weighted_fwd(a, *, k):
    """Forward half of weighted: the result and its residuals."""
    k_saved = kept_content(k, 0)
    k[0] += 1
    t1 = k[0]
    return a * t1, (t1, a, k, k_saved)


def weighted_bwd(residuals, b_return, bk):
    """Reverse half of weighted: the adjoint of a, and what it makes of the adjoint of k."""
    t1, a, k, k_saved = residuals
    # Grad of: return a * k
    ba = np.sum(t1 * b_return)
    add_at(bk, 0, a * b_return)
    restore_content(k, 0, k_saved)
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    t1_saved = []
    weighted_residuals_saved = []
    k_saved = []
    k = [0]
    s = 0.0
    for k1 in range(3):
        k_saved.append(kept_item(k, 0))
        k[0] = k1
        t1, weighted_residuals = weighted_fwd(x, k=k)
        s_saved.append(s)
        s = s + t1 * x
        t1_saved.append(t1)
        weighted_residuals_saved.append(weighted_residuals)
    t3 = k[0]
    t2 = s * t3
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'loop_variable_that_is_nonlocal.py:11:5: the result of `f`')

    # Grad of: return s * k
    bs = unbroadcast(t3 * b_return, s)
    bk = zeros_like(k)
    bk = add_at(bk, 0, unbroadcast(s * b_return, t3))
    bx = 0.0
    for k1 in range(2, -1, -1):
        t1 = t1_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s + weighted(x) * x
        bx = (
            bx + weighted_bwd(weighted_residuals_saved.pop(), unbroadcast(x * bs, t1), bk)
            + np.sum(t1 * bs)
        )
        bs = unbroadcast(bs, s)
        restore_item(k, 0, k_saved.pop())
        # Grad of: for k in range(3):
        taken(bk, 0)
    return float(np.real(bx))
