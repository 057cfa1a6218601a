# global counter

count = 0

def f(x):
    global count
    count = 0
    for i in range(3):
        count += 1
        x = x * count
    return x * x


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    global count
    x_saved = []
    t_saved = []
    count = 0
    for i in range(3):
        count += 1
        t = count
        x_saved.append(x)
        x = x * t
        t_saved.append(t)
    t1 = x * x
    if np.shape(b_return) != np.shape(t1):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t1, b_return, 'global_counter.py:9:5: the result of `f`')

    # Grad of: return x * x
    bx = unbroadcast(2 * x * b_return, x)
    for i in range(2, -1, -1):
        t = t_saved.pop()
        x = x_saved.pop()
        # Grad of: x = x * count
        bx = unbroadcast(t * bx, x)
    return float(np.real(bx))
