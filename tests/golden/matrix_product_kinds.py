# The gradient of f towards x, w, with the kinds of the arguments known.

def f(x, w):
    return np.sum(w @ x)


# Generated:

def dfdxw(x, w, b_return=1.0):
    """Gradient of f with respect to x and w."""
    # Grad of: return np.sum(w @ x)
    bt1 = broadcast_like(b_return, w @ x)
    bw = np.outer(bt1, x)
    bx = w.T @ bt1
    return bx, bw
