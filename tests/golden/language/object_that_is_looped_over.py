# object that is looped over

class Row:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return iter(self.items)

def f(x):
    s = 1.0
    for item in Row([x, x * x]):
        s = s * item + x
    return s


# Generated, with the kind of x known:

def iter_fwd(self):
    """Forward half of __iter__: the result and its residuals."""
    return self.items, (self,)


def iter_bwd(residuals, b_return):
    """Reverse half of __iter__: the adjoint of self."""
    self = residuals[0]
    # Grad of: return iter(self.items)
    bself = zeros_like(self)
    bself = add_at(bself, 'items', b_return)
    return bself


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    s = 1.0
    t4, Row_iter_residuals = iter_fwd(Row([x, x * x]))
    n = len(t4)
    for item in t4:
        s_saved.append(s)
        s = s * item + x
    if np.shape(bs) != np.shape(s):
        raise ValueError('bs and s differ in shape: the gradient of an array needs its seed')
    refuse_complex(s, bs, 'object_that_is_looped_over.py:12:5: the result of `f`')

    bitems = zeros_like(t4)
    bx = 0.0
    for i in range(n - 1, -1, -1):
        s = s_saved.pop()
        # Grad of: s = s * item + x
        bx = bx + np.sum(bs)
        bitem = unbroadcast(s * bs, t4[i])
        bs = unbroadcast(t4[i] * bs, s)
        # Grad of: for item in Row([x, x * x]):
        bitems = add_at(bitems, i, bitem)
    # Grad of: for item in Row([x, x * x]):
    bt1 = iter_bwd(Row_iter_residuals, bitems).items
    bx = bx + 2 * x * bt1[1] + bt1[0]
    return float(np.real(bx))
