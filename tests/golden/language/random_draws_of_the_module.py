# random draws of the module

def f(x):
    np.random.seed(3)
    noise = np.random.normal(size=4)
    return np.sum((x * noise + 1.0) ** 2)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    np.random.seed(3)
    noise = np.random.normal(size=4)
    t2 = x * noise + 1.0
    refuse_complex(
        np.sum(t2 ** 2), b_return, 'random_draws_of_the_module.py:4:5: the result of `f`'
    )

    # Grad of: return np.sum((x * noise + 1.0) ** 2)
    bx = np.sum(2.0 * noise * t2 * b_return)
    return float(np.real(bx))
