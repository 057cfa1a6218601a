# lambda with starred parameters

def f(x):
    total = lambda *parts: sum(parts) * x
    return total(x, 2.0, x * x)


# Generated, with the kind of x known:

def total_3_fwd(parts1, parts2, parts3, *, x):
    """Forward half of total_3: the result and its residuals."""
    parts = (parts1, parts2, parts3)
    t1 = sum(parts)
    return t1 * x, (t1, x, parts)


def total_3_bwd(residuals, b_return):
    """Reverse half of total_3: the adjoints of parts1, parts3, x."""
    t1, x, parts = residuals
    # Grad of: total = lambda *parts: sum(parts) * x
    bx = np.sum(t1 * b_return)
    bparts = sum_adjoint(x * b_return, parts)
    bparts1 = bparts[0]
    bparts3 = bparts[2]
    return bparts1, bparts3, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, total_3_residuals = total_3_fwd(x, 2.0, x * x, x=x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'lambda_with_starred_parameters.py:3:5: the result of `f`')
    # Grad of: return total(x, 2.0, x * x)
    bx, bt1_part, bx_part = total_3_bwd(total_3_residuals, b_return)
    bx = bx + 2 * x * bt1_part + bx_part
    return float(np.real(bx))
