# The tangent of rnn towards W, U, with the kinds of the arguments known.

def step(h, x, W, U):
    return np.tanh(x @ W + h @ U)


def rnn(xs, h, W, U):
    for x in xs:
        h = step(h, x, W, U)
    return np.sum(h)


# Generated:

def step_jvp(h, x, W, U, dh, dW, dU):
    """Pushforward of step: the result and its tangent."""
    t = np.tanh(x @ W + h @ U)
    return t, (1.0 - t * t) * (x @ dW + dh @ U + h @ dU)


def rnn_jvp(xs, h, W, U, dW, dU):
    """Tangent of rnn, given those of W and U."""
    dW = as_tangent(dW, W)
    dU = as_tangent(dU, U)
    dh = np.zeros_like(h)
    for x in sequence(xs):
        # Tangent of: h = step(h, x, W, U)
        h, dh = step_jvp(h, x, W, U, dh, dW, dU)
    return np.sum(dh)
