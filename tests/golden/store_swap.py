# The gradient of f towards x.

def f(x: "float64[:]", i: int, j: int):
    x[i], x[j] = x[j], x[i]
    return x[0] * x[1] ** 2 * x[2] ** 3


# Generated:

def dfdx(x: 'float64[:]', i: int, j: int, b_return: float = 1.0):
    """Gradient of f with respect to x."""
    x = x.copy()
    t1 = x[i]
    x[i] = x[j]
    x[j] = t1
    t4 = x[0]
    t6 = x[1]
    t5 = t6 ** 2
    t8 = x[2]

    # Grad of: return x[0] * x[1] ** 2 * x[2] ** 3
    bt3 = t8 ** 3 * b_return
    bx = zeros_like(x)
    bx[2] += 3 * t8 ** 2 * (t4 * t5) * b_return
    bx[1] += 2 * t6 * t4 * bt3
    bx[0] += t5 * bt3
    # Grad of: x[i], x[j] = x[j], x[i]
    b_rhs = bx[j]
    bx[j] = 0.0
    b_rhs1 = bx[i]
    bx[i] = b_rhs
    bx[j] += b_rhs1
    return bx
