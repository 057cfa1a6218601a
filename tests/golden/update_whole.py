# The gradient of f towards x, y.

def f(x: "float64[:]", y: "float64[:]"):
    total = np.zeros_like(x)
    for k in range(3):
        total += x * y
        total *= y
    return np.sum(total)


# Generated:

def dfdxy(x: 'float64[:]', y: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x and y."""
    total_saved = []
    total = np.zeros_like(x)
    for k in range(3):
        total += x * y
        total_saved.append(total.copy())
        total *= y

    # Grad of: return np.sum(total)
    btotal = copied(broadcast_like(b_return, total))
    bx = zeros_like(x)
    by = zeros_like(y)
    for k in range(2, -1, -1):
        total = total_saved.pop()
        # Grad of: total *= y
        by1 = total * btotal
        btotal *= y
        by += unbroadcast(by1, y)
        # Grad of: total += x * y
        bx += unbroadcast(y * btotal, x)
        by += unbroadcast(x * btotal, y)
    return as_gradient(bx, x), as_gradient(by, y)
