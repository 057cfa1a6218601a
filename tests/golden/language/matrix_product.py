# matrix product

def f(x):
    a = np.array([[x, 1.0], [2.0, x * x]])
    return np.sum(a @ a @ np.array([1.0, x]))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = [[x, 1.0], [2.0, x * x]]
    a = np.array(t)
    t6 = a @ a
    t8 = [1.0, x]
    t7 = np.array(t8)
    t5 = t6 @ t7
    refuse_complex(np.sum(t5), b_return, 'matrix_product.py:3:5: the result of `f`')

    # Grad of: return np.sum(a @ a @ np.array([1.0, x]))
    bt5 = broadcast_like(b_return, t5)
    bt6 = matmul_adjoint_left(bt5, t6, t7)
    bx = unarray(matmul_adjoint_right(bt5, t6, t7), t8)[1]
    ba = matmul_adjoint_right(bt6, a, a) + matmul_adjoint_left(bt6, a, a)
    # Grad of: a = np.array([[x, 1.0], [2.0, x * x]])
    bt = unarray(ba, t)
    bx = bx + bt[0][0] + 2 * x * bt[1][1]
    return float(np.real(bx))
