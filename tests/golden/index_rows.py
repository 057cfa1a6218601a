# The gradient of f towards x.

def f(x):
    return np.sum(x[0] * x[:, 1] * x[..., None][2, :, 0])


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t3 = x[0]
    t4 = x[:, 1]
    t2 = t3 * t4
    t5 = x[..., None][2, :, 0]
    t1 = t2 * t5
    refuse_complex(np.sum(t1), b_return, 'index_rows.py:2:5: the result of `f`')

    # Grad of: return np.sum(x[0] * x[:, 1] * x[..., None][2, :, 0])
    bt1 = broadcast_like(b_return, t1)
    bt2 = t5 * bt1
    bx = zeros_like(x)
    bx[..., None][2, :, 0] += unbroadcast(t2 * bt1, t5)
    bx[:, 1] += unbroadcast(t3 * bt2, t4)
    bx[0] += unbroadcast(t4 * bt2, t3)
    return as_gradient(bx, x, owned=True)
