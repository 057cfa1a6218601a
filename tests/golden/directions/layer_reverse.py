# The gradients in all directions at once.

def layer(x, W, b):
    h = np.tanh(W @ x + b)
    return h / np.sum(h)


# Generated:

def dlayerdx_each(x, W, b, b_return):
    """dlayerdx, in all directions that b_return has, one a row."""
    h = np.tanh(W @ x + b)
    t3 = np.sum(h)
    t2 = h / t3
    bh = np.sum(-(h * b_return / t3 / t3), axis=1)[:, None] + b_return / t3
    bx = matmul_adjoints_right((1.0 - h * h) * bh, W, x)
    return gradients(bx, x)
