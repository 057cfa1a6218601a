# The gradient of f towards x.

def f(x):
    for i in range(4):
        if i == 1:
            x = 3.0
        x = x * x
    return x * x


# Generated:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    x_saved = []
    for i in range(4):
        if i == 1:
            x_saved.append(x)
            x = 3.0
        x_saved.append(x)
        x = x * x
    t = x * x
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'loop_constant.py:6:5: the result of `f`')

    # Grad of: return x * x
    bx = unbroadcast(2 * x * b_return, x)
    for i in range(3, -1, -1):
        x = x_saved.pop()
        # Grad of: x = x * x
        bx = unbroadcast(2 * x * bx, x)
        if i == 1:
            x = x_saved.pop()
            bx = zeros_like(x)
    return as_gradient(bx, x)
