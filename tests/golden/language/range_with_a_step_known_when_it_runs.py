# range with a step known when it runs

def f(x):
    step = -1 if x > 1 else 2
    y = 1.0
    for i in range(2 if step > 0 else 4, 7 if step > 0 else 0, step):
        y = y * x + i
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    if x > 1:
        step = -1
    else:
        step = 2
    y = 1.0
    if step > 0:
        n = 2
    else:
        n = 4
    if step > 0:
        n1 = 7
    else:
        n1 = 0
    for i in range(n, n1, step):
        y_saved.append(y)
        y = y * x + i

    bx = 0.0
    for i in range(
        range(n, n1, step)[::-1].start, range(n, n1, step)[::-1].stop, range(n, n1, step)[::-1].step
    ):
        y = y_saved.pop()
        # Grad of: y = y * x + i
        bx = bx + y * by
        by = x * by
    return bx
