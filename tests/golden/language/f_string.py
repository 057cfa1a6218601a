# f-string

def f(x):
    label = f"{x:.3f} and {x!r:>10}"
    return x * x if len(label) > 3 else x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    label = f'{x:.3f} and {x!r:>10}'
    if len(label) > 3:
        # Grad of: return x * x if len(label) > 3 else x
        bx = 2 * x * b_return
    else:
        # Grad of: return x * x if len(label) > 3 else x
        bx = b_return
    return float(np.real(bx))
