# The tangents in all directions at once.

def layer(x, W, b):
    h = np.tanh(W @ x + b)
    return h / np.sum(h)


# Generated:

def layer_jvp_each(x, W, b, dx):
    """layer_jvp, in all directions that dx has, one a row."""
    t = W @ x + b
    h = np.tanh(t)
    dh = (1.0 - h * h) * broadcast_each(dx @ W.T, t)
    t3 = np.sum(h)
    t2 = h / t3
    return dh / t3 - h * np.sum(dh, axis=1)[:, None] / t3 / t3
