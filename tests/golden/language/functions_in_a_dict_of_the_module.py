# functions in a dict of the module

def double(a):
    return 2.0 * a
def square(a):
    return a * a
STEPS = {"double": double, "square": square}
def f(x):
    s = x
    for name in ("double", "square", "double"):
        s = STEPS[name](s) * x
    return s


# Generated, with the kind of x known:

def double_fwd(a):
    """Forward half of double: the result and its residuals."""
    return 2.0 * a, ()


def double_bwd(residuals, b_return):
    """Reverse half of double: the adjoint of a."""
    # Grad of: return 2.0 * a
    ba = 2.0 * b_return
    return ba


def square_fwd(a):
    """Forward half of square: the result and its residuals."""
    return a * a, (a,)


def square_bwd(residuals, b_return):
    """Reverse half of square: the adjoint of a."""
    a = residuals[0]
    # Grad of: return a * a
    ba = 2 * a * b_return
    return ba


def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    t1 = None
    t1_saved = []
    double_residuals_saved = []
    square_residuals_saved = []
    cond1_saved = []
    cond_saved = []
    s = x
    t = ('double', 'square', 'double')
    n = len(t)
    for name in t:
        function = STEPS[name]
        cond = function is double
        if cond:
            t1_saved.append(t1)
            t1, double_residuals = double_fwd(s)
            double_residuals_saved.append(double_residuals)
        else:
            cond1 = function is square
            if cond1:
                t1_saved.append(t1)
                t1, square_residuals = square_fwd(s)
                square_residuals_saved.append(square_residuals)
            else:
                raise ValueError(
                    'functions_in_a_dict_of_the_module.py:9:9: `function` is none of the functions that were known when the derivative was made'
                )
            cond1_saved.append(cond1)
        s = t1 * x
        cond_saved.append(cond)

    bt1 = 0.0
    bx = 0.0
    for i in range(n - 1, -1, -1):
        cond = cond_saved.pop()
        # Grad of: s = STEPS[name](s) * x
        bt1 = bt1 + x * bs
        bx = bx + t1 * bs
        if cond:
            t1 = t1_saved.pop()
            # Grad of: s = STEPS[name](s) * x
            bs = double_bwd(double_residuals_saved.pop(), bt1)
            bt1 = 0.0
        else:
            cond1 = cond1_saved.pop()
            if cond1:
                t1 = t1_saved.pop()
                # Grad of: s = STEPS[name](s) * x
                bs = square_bwd(square_residuals_saved.pop(), bt1)
                bt1 = 0.0
            else:
                bs = 0.0
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
