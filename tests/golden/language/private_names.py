# private names

def f(x):
    __a = x * x
    _b, __c__ = __a * x, x
    return _b + __a * __c__


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    __a = x * x
    __c__ = x

    # Grad of: return _b + __a * __c__
    b__a = __c__ * b_return
    b__c__ = __a * b_return
    # Grad of: _b, __c__ = __a * x, x
    bx = __a * b_return + b__c__
    b__a = b__a + x * b_return
    # Grad of: __a = x * x
    bx = bx + 2 * x * b__a
    return bx
