# star arguments handed on

def scaled(a, b, c=1.0):
    return a * b + c

def wrapper(*args, **kwargs):
    return 2.0 * scaled(*args, **kwargs)

def f(x):
    return wrapper(x, x * x, c=x) + wrapper(x, 3.0)


# Generated, with the kind of x known:

def scaled_fwd(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b, a)


def scaled_bwd(residuals, b_return):
    """Reverse half of scaled: the adjoints of a, b, c."""
    b, a = residuals
    # Grad of: return a * b + c
    ba = b * b_return
    bb = a * b_return
    return ba, bb, b_return


def wrapper_2_c_fwd(args1, args2, *, c):
    """Forward half of wrapper_2_c: the result and its residuals."""
    t1, scaled_residuals = scaled_fwd(args1, args2, c=c)
    return 2.0 * t1, (scaled_residuals,)


def wrapper_2_c_bwd(residuals, b_return):
    """Reverse half of wrapper_2_c: the adjoints of args1, args2, c."""
    scaled_residuals = residuals[0]
    # Grad of: return 2.0 * scaled(*args, **kwargs)
    bargs1, bargs2, bc = scaled_bwd(scaled_residuals, 2.0 * b_return)
    return bargs1, bargs2, bc


def scaled_fwd1(a, b, c=1.0):
    """Forward half of scaled: the result and its residuals."""
    return a * b + c, (b,)


def scaled_bwd1(residuals, b_return):
    """Reverse half of scaled: the adjoint of a."""
    b = residuals[0]
    # Grad of: return a * b + c
    ba = b * b_return
    return ba


def wrapper_2_fwd(args1, args2):
    """Forward half of wrapper_2: the result and its residuals."""
    t1, scaled_residuals = scaled_fwd1(args1, args2)
    return 2.0 * t1, (scaled_residuals,)


def wrapper_2_bwd(residuals, b_return):
    """Reverse half of wrapper_2: the adjoint of args1."""
    scaled_residuals = residuals[0]
    # Grad of: return 2.0 * scaled(*args, **kwargs)
    bargs1 = scaled_bwd1(scaled_residuals, 2.0 * b_return)
    return bargs1


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, wrapper_2_c_residuals = wrapper_2_c_fwd(x, x * x, c=x)
    t3, wrapper_2_residuals = wrapper_2_fwd(x, 3.0)

    # Grad of: return wrapper(x, x * x, c=x) + wrapper(x, 3.0)
    bx = wrapper_2_bwd(wrapper_2_residuals, b_return)
    bx_part, bt2_part, bx_part1 = wrapper_2_c_bwd(wrapper_2_c_residuals, b_return)
    bx = bx + 2 * x * bt2_part + bx_part1 + bx_part
    return bx
