# The gradient of rnn towards W, U, with the kinds of the arguments known.

def step(h, x, W, U):
    return np.tanh(x @ W + h @ U)


def rnn(xs, h, W, U):
    for x in xs:
        h = step(h, x, W, U)
    return np.sum(h)


# Generated:

def step_fwd(h, x, W, U):
    """Forward half of step: the result and its residuals."""
    t = np.tanh(x @ W + h @ U)
    return t, (t, h, U, x, W)


def step_bwd(residuals, b_return):
    """Reverse half of step: the adjoints of h, W, U."""
    t, h, U, x, W = residuals
    # Grad of: return np.tanh(x @ W + h @ U)
    bt1 = (1.0 - t * t) * b_return
    bh = matmul_adjoint_left(bt1, h, U)
    bU = matmul_adjoint_right(bt1, h, U)
    bW = matmul_adjoint_right(bt1, x, W)
    return bh, bW, bU


def drnndWU(xs, h, W, U, b_return=1.0):
    """Gradient of rnn with respect to W and U."""
    step_residuals_saved = []
    n = len(xs)
    for x in xs:
        h, step_residuals = step_fwd(h, x, W, U)
        step_residuals_saved.append(step_residuals)

    # Grad of: return np.sum(h)
    bh = broadcast_like(b_return, h)
    bU = zeros_like(U)
    bW = zeros_like(W)
    for i in range(n - 1, -1, -1):
        # Grad of: h = step(h, x, W, U)
        bh, bW_part, bU_part = step_bwd(step_residuals_saved.pop(), bh)
        bW += bW_part
        bU += bU_part
    return as_gradient(bW, W), as_gradient(bU, U)
