# more builtins that the output needs

def f(x):
    float, isinstance, slice = x, [x * x, x], 2.0
    min = lambda max: max * float
    s = x
    for list in isinstance:
        def tuple(int):
            return int * slice + min(int)
        s = s * list + tuple(list)
    return s


# Generated, with the kind of x known:

def min_fwd(max, *, float_):
    """Forward half of min_: the result and its residuals."""
    return max * float_, (float_, max)


def min_bwd(residuals, b_return):
    """Reverse half of min_: the adjoints of max, float_."""
    float_, max = residuals
    # Grad of: min = lambda max: max * float
    bmax = float_ * b_return
    bfloat_ = np.sum(max * b_return)
    return bmax, bfloat_


def tuple_fwd(int, *, float_, slice_):
    """Forward half of tuple_: the result and its residuals."""
    t1 = int * slice_
    t2, min_residuals = min_fwd(int, float_=float_)
    return t1 + t2, (min_residuals, t2, slice_, int)


def tuple_bwd(residuals, b_return):
    """Reverse half of tuple_: the adjoints of int, float_."""
    min_residuals, t2, slice_, int = residuals
    # Grad of: return int * slice + min(int)
    bint, bfloat_ = min_bwd(min_residuals, unbroadcast(b_return, t2))
    bint = bint + unbroadcast(slice_ * b_return, int)
    return bint, bfloat_


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    t4_saved = []
    tuple_residuals_saved = []
    float_ = x
    isinstance_ = [x * x, x]
    slice_ = 2.0
    s = x
    n = len(isinstance_)
    for list_ in isinstance_:
        t3 = s * list_
        t4, tuple_residuals = tuple_fwd(list_, float_=float_, slice_=slice_)
        s_saved.append(s)
        s = t3 + t4
        t4_saved.append(t4)
        tuple_residuals_saved.append(tuple_residuals)
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'more_builtins_that_the_output_needs.py:9:5: the result of `f`')

    bfloat_ = 0.0
    bitems = zeros_like(isinstance_)
    for i in range(n - 1, -1, -1):
        t4 = t4_saved.pop()
        s = s_saved.pop()
        # Grad of: s = s * list + tuple(list)
        blist_, bfloat__part = tuple_bwd(tuple_residuals_saved.pop(), unbroadcast(bs, t4))
        bfloat_ = bfloat_ + bfloat__part
        blist_ = blist_ + unbroadcast(s * bs, isinstance_[i])
        bs = unbroadcast(isinstance_[i] * bs, s)
        # Grad of: for list in isinstance:
        bitems = add_at(bitems, i, blist_)
    # Grad of: for list in isinstance:
    bisinstance_ = bitems
    # Grad of: s = x
    bx = bs
    # Grad of: float, isinstance, slice = x, [x * x, x], 2.0
    bx = bx + bfloat_ + 2 * x * bisinstance_[0] + bisinstance_[1]
    return float(np.real(bx))
