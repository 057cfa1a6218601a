# The gradient of f towards x.

def f(x):
    n, m = x.shape
    return np.sum(x.T @ x) / (n * m) + x.ndim + x.size


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    n, m = x.shape
    t6 = x.T
    t5 = t6 @ x
    t4 = np.sum(t5)
    t7 = n * m
    t1 = t4 / t7 + x.ndim + x.size
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'attributes.py:3:5: the result of `f`')

    # Grad of: return np.sum(x.T @ x) / (n * m) + x.ndim + x.size
    bt5 = broadcast_like(unbroadcast(b_return / t7, t4), t5)
    bx = matmul_adjoint_left(bt5, t6, x).T + matmul_adjoint_right(bt5, t6, x)
    return as_gradient(bx, x, owned=True)
