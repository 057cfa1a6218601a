# keywords with underscores

def f(x):
    lambda_ = x * x
    in_ = lambda_ * x
    return in_ + lambda_


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    lambda_ = x * x
    # Grad of: return in_ + lambda_
    blambda_ = b_return
    # Grad of: in_ = lambda_ * x
    blambda_ = blambda_ + x * b_return
    bx = lambda_ * b_return
    # Grad of: lambda_ = x * x
    bx = bx + 2 * x * blambda_
    return bx
