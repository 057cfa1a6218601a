# The gradient of f towards x, w.

def f(x, w):
    return np.sum(w @ x)


# Generated:

def dfdxw(x, w, b_return=1.0):
    """Gradient of f with respect to x and w."""
    t1 = w @ x
    refuse_complex(np.sum(t1), b_return, 'matrix_product.py:2:5: the result of `f`')
    # Grad of: return np.sum(w @ x)
    bt1 = broadcast_like(b_return, t1)
    bw = matmul_adjoint_left(bt1, w, x)
    bx = matmul_adjoint_right(bt1, w, x)
    return as_gradient(bx, x), as_gradient(bw, w)
