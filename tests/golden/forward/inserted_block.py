# The tangent of recur towards x, W.

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

def recur_jvp(
    x: 'float64[:]', W: 'float64[:, :]', steps: int, dx: 'float64[:]', dW: 'float64[:, :]'
):
    """Tangent of recur, given those of x and W."""
    dx = as_tangent(dx, x)
    dW = as_tangent(dW, W)
    for i in range(steps):
        t3 = np.tanh(W @ x)
        # Tangent of: x = np.tanh(W @ x)
        dx = (1.0 - t3 * t3) * (dW @ x + W @ dx)
        x = t3
    return np.sum(2 * x * dx)
