# operator functions

import operator

def f(x):
    return operator.mul(x, operator.add(x, 2.0)) - operator.truediv(x, operator.pow(x, 3))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t4 = x ** 3
    t3 = x / t4

    # Grad of: return operator.mul(x, operator.add(x, 2.0)) - operator.truediv(x, operator.pow(x,...
    bt3 = -b_return
    bx = x * b_return + (x + 2.0) * b_return - 3 * x ** 2 * x * bt3 / t4 / t4 + bt3 / t4
    return bx
