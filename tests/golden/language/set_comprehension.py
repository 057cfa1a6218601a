# set comprehension

def f(x):
    orders = {k % 3 for k in range(7)}
    return x ** len(orders)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = set()
    for k in range(7):
        t.add(k % 3)
    orders = t

    # Grad of: return x ** len(orders)
    bx = power_base_partial(x, len(orders)) * b_return
    return float(np.real(bx))
