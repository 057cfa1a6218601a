# container methods

class Vector:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

def f(x):
    v = Vector([x, x * x, 3.0])
    return v[0] * v[1] + len(v) * v[2]


# Generated, with the kind of x known:

def getitem_fwd(self, i):
    """Forward half of __getitem__: the result and its residuals."""
    t1 = self.items
    return t1[i], (t1, i, self)


def getitem_bwd(residuals, b_return):
    """Reverse half of __getitem__: the adjoint of self."""
    t1, i, self = residuals
    # Grad of: return self.items[i]
    bt1 = zeros_like(t1)
    bt1 = add_at(bt1, i, b_return)
    bself = zeros_like(self)
    bself = add_at(bself, 'items', bt1)
    return bself


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    v = Vector([x, x * x, 3.0])
    t4, Vector_getitem_residuals = getitem_fwd(v, 0)
    t5, Vector_getitem_residuals1 = getitem_fwd(v, 1)
    t3 = t4 * t5
    t7 = Vector_len(v)
    t8, Vector_getitem_residuals2 = getitem_fwd(v, 2)
    t2 = t3 + t7 * t8
    if np.shape(b_return) != np.shape(t2):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t2, b_return, 'container_methods.py:13:5: the result of `f`')

    # Grad of: return v[0] * v[1] + len(v) * v[2]
    bv = getitem_bwd(Vector_getitem_residuals2, unbroadcast(t7 * b_return, t8))
    bv = add(
        add(bv, getitem_bwd(Vector_getitem_residuals, unbroadcast(t5 * b_return, t4))),
        getitem_bwd(Vector_getitem_residuals1, unbroadcast(t4 * b_return, t5))
    )
    # Grad of: v = Vector([x, x * x, 3.0])
    bt = bv.items
    bx = 2 * x * bt[1] + bt[0]
    return float(np.real(bx))
