# The gradient of f towards x.

def f(x: "float64[:]"):
    y = np.empty_like(x)
    y[0] = x[0]
    for i in range(1, len(x)):
        y[i] = y[i - 1] * x[i]
    return np.sum(y)


# Generated:

def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    y = np.empty_like(x)
    y[0] = x[0]
    n = len(x)
    for i in range(1, n):
        y_saved.append(y[i])
        y[i] = y[i - 1] * x[i]

    # Grad of: return np.sum(y)
    by = copied(broadcast_like(b_return, y))
    bx = zeros_like(x)
    for i in range(n - 1, 0, -1):
        y[i] = y_saved.pop()
        # Grad of: y[i] = y[i - 1] * x[i]
        b_rhs = by[i]
        bx[i] += y[i - 1] * b_rhs
        by[i] = 0.0
        by[i - 1] += x[i] * b_rhs
    # Grad of: y[0] = x[0]
    bx[0] += by[0]
    return bx
