# loop variable that held an active value

def f(x):
    i = x * x
    for i in range(int(x) - 1):
        x = x * 1.5
    j = x
    for j in range(2):
        pass
    return x * i + j


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    i = x * x
    n = int(x) - 1
    x_saved = x
    for i in range(n):
        x = x * 1.5

    # Grad of: return x * i + j
    bj = b_return
    bx = i * b_return
    bi = x * b_return
    for j in range(1, -1, -1):
        bj = 0.0
    # Grad of: j = x
    bx = bx + bj
    for i in range(n - 1, -1, -1):
        # Grad of: x = x * 1.5
        bx = 1.5 * bx
        bi = 0.0
    x = x_saved
    # Grad of: i = x * x
    bx = bx + 2 * x * bi
    return bx
