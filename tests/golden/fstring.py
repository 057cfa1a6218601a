# The gradient of f towards x.

def f(x):
    label = f'{x:.2f}'
    print(label)
    return x * len(label)


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    label = f'{x:.2f}'
    print(label)
    t1 = len(label)
    t = x * t1
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'fstring.py:4:5: the result of `f`')

    # Grad of: return x * len(label)
    bx = t1 * b_return
    return as_gradient(bx, x, owned=True)
