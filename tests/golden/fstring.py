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
    if np.shape(b_return) != np.shape(x * t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )

    # Grad of: return x * len(label)
    bx = t1 * b_return
    return as_gradient(bx, x, owned=True)
