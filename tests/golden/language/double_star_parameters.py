# double-star parameters

def total(**parts):
    return parts["a"] * parts["b"]

def f(x):
    return total(a=x, b=x * x)


# Generated, with the kind of x known:

def total_0_a_b_fwd(*, a, b):
    """Forward half of total_0_a_b: the result and its residuals."""
    parts = {'a': a, 'b': b}
    t1 = parts['a']
    t2 = parts['b']
    return t1 * t2, (parts, t1, t2)


def total_0_a_b_bwd(residuals, b_return):
    """Reverse half of total_0_a_b: the adjoints of a, b."""
    parts, t1, t2 = residuals
    # Grad of: return parts["a"] * parts["b"]
    bparts = zeros_like(parts)
    bparts = add_at(bparts, 'b', t1 * b_return)
    bparts = add_at(bparts, 'a', t2 * b_return)
    ba = bparts['a']
    bb = bparts['b']
    return ba, bb


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, total_0_a_b_residuals = total_0_a_b_fwd(a=x, b=x * x)
    # Grad of: return total(a=x, b=x * x)
    bx, bt1_part = total_0_a_b_bwd(total_0_a_b_residuals, b_return)
    bx = bx + 2 * x * bt1_part
    return bx
