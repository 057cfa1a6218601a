# The gradient of f towards x.

def sweep(a: "float64[:]", k: int):
    if k < len(a):
        a[k] = a[k] * a[k - 1]
        sweep(a, k + 1)


def f(x: "float64[:]"):
    sweep(x, 1)
    return np.sum(x)


# Generated:

def sweep_fwd(a: 'float64[:]', k: int):
    """Forward half of sweep: its residuals."""
    sweep_residuals = None
    t4 = None
    t2 = None
    t3 = None
    cond = k < len(a)
    if cond:
        t2 = a[k]
        t4 = k - 1
        t3 = a[t4]
        a[k] = t2 * t3
        sweep_residuals = sweep_fwd(a, k + 1)
    return cond, sweep_residuals, k, t4, t2, t3


def sweep_bwd(residuals, ba):
    """Reverse half of sweep: what it makes of the adjoint of a."""
    cond, sweep_residuals, k, t4, t2, t3 = residuals
    if cond:
        # Grad of: sweep(a, k + 1)
        sweep_bwd(sweep_residuals, ba)
        # Grad of: a[k] = a[k] * a[k - 1]
        b_rhs = ba[k]
        ba[k] = 0.0
        add_at(ba, t4, t2 * b_rhs)
        ba[k] += t3 * b_rhs


def dfdx(x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to x."""
    x = x.copy()
    sweep_residuals = sweep_fwd(x, 1)

    # Grad of: return np.sum(x)
    bx = copied(broadcast_like(b_return, x))
    # Grad of: sweep(x, 1)
    sweep_bwd(sweep_residuals, bx)
    return bx
