# The gradient of f towards p, x.

def f(p, x):
    return p['w'] * x[0] + p['b'][1] * x[1]


# Generated:

def dfdpx(p, x, b_return=1.0):
    """Gradient of f with respect to p and x."""
    t2 = p['w']
    t3 = x[0]
    t6 = p['b']
    t5 = t6[1]
    t7 = x[1]
    t = t2 * t3 + t5 * t7
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'index_containers.py:2:5: the result of `f`')

    # Grad of: return p['w'] * x[0] + p['b'][1] * x[1]
    bt6 = zeros_like(t6)
    bt6 = add_at(bt6, 1, unbroadcast(t7 * b_return, t5))
    bx = zeros_like(x)
    bx = add_at(bx, 1, unbroadcast(t5 * b_return, t7))
    bx = add_at(bx, 0, unbroadcast(t2 * b_return, t3))
    bp = zeros_like(p)
    bp = add_at(bp, 'b', bt6)
    bp = add_at(bp, 'w', unbroadcast(t3 * b_return, t2))
    return as_gradient(bp, p, owned=True), as_gradient(bx, x, owned=True)
