# arithmetic

def f(x):
    return (x + 2) * (x - 1) / (x ** 2 + 1) - -x % 0.7 + +x // 0.4


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t4 = x + 2
    t5 = x - 1
    t3 = t4 * t5
    t6 = x ** 2 + 1
    t2 = t3 / t6

    # Grad of: return (x + 2) * (x - 1) / (x ** 2 + 1) - -x % 0.7 + +x // 0.4
    bt3 = b_return / t6
    bx = t5 * bt3 + t4 * bt3 - 2 * x * t3 * b_return / t6 / t6 + b_return
    return bx
