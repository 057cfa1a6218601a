# derivative inside

import tangent_like

def f(x):
    return x * tangent_like.grad(lambda y: x * y * y)(2.0)


# Generated, with the kind of x known:

def dinnerdy_fwd(x, y, bt=1.0):
    """Forward half of dinnerdy: the result and its residuals."""
    t1 = x * y
    t = t1 * y
    if np.shape(bt) != np.shape(t):
        raise ValueError('bt and t differ in shape: the gradient of an array needs its seed')
    refuse_complex(t, bt, '<tangent_like inner 79e1efdc>:4:5: the result of `inner`')
    bt1 = unbroadcast(y * bt, t1)
    t5 = t1 * bt
    by = unbroadcast(t5, y)
    t7 = x * bt1
    by = by + unbroadcast(t7, y)
    return as_gradient(by, y, owned=True), (bt1, t7, bt, t5, y)


def dinnerdy_bwd(residuals, b_return):
    """Reverse half of dinnerdy: the adjoint of x."""
    bt1, t7, bt, t5, y = residuals
    # Grad of: by = by + unbroadcast(x * bt1, y)
    bx = bt1 * broadcast_like(b_return, t7)
    # Grad of: by = unbroadcast(t1 * bt, y)
    bt1_1 = bt * broadcast_like(b_return, t5)
    # Grad of: t1 = x * y
    bx = bx + y * bt1_1
    return bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, dinnerdy1_residuals = dinnerdy_fwd(x, 2.0)
    # Grad of: return x * tangent_like.grad(lambda y: x * y * y)(2.0)
    bx = dinnerdy_bwd(dinnerdy1_residuals, x * b_return) + t1 * b_return
    return bx
