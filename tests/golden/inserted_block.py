# The gradient of recur towards x, W.

import tangent_like


@tangent_like.without_inserted
def recur(x: "float64[:]", W: "float64[:, :]", steps: int):
    for i in range(steps):
        x = np.tanh(W @ x)
        with tangent_like.insert_grad_of(x) as dx:
            if not np.all(np.isfinite(dx)):
                raise FloatingPointError(f"step {i}")
            dx = np.clip(dx, -100.0, 100.0)
    return np.sum(x * x)


# Generated:

def drecurdxW(x: 'float64[:]', W: 'float64[:, :]', steps: int, b_return: float = 1.0):
    """Gradient of recur with respect to x and W."""
    x_saved = []
    for i in range(steps):
        x_saved.append(x)
        x = np.tanh(W @ x)

    # Grad of: return np.sum(x * x)
    bx = unbroadcast(2 * x * broadcast_like(b_return, x), x)
    bW = zeros_like(W)
    for i in range(steps - 1, -1, -1):
        # Inserted: with tangent_like.insert_grad_of(x) as dx:
        dx = bx
        if not np.all(np.isfinite(dx)):
            raise FloatingPointError(f'step {i}')
        dx = np.clip(dx, -100.0, 100.0)
        bx = inserted(dx, x)
        # Grad of: x = np.tanh(W @ x)
        x_new = x
        x = x_saved.pop()
        # Grad of: x = np.tanh(W @ x)
        bt = (1.0 - x_new * x_new) * bx
        bW += np.outer(bt, x)
        bx = W.T @ bt
    return as_gradient(bx, x), as_gradient(bW, W)
