# comprehension over zip and enumerate

def f(x):
    return sum(a * b * i for i, (a, b) in enumerate(zip([x, 2.0, x], [1.0, x, 3.0])))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = [x, 2.0, x]
    t1 = [1.0, x, 3.0]
    n2 = min(len(t), len(t1))
    for i in range(n2):
        a = t[i]
        b = t1[i]

    bitems = zeros_like(t)
    bitems1 = zeros_like(t1)
    for i in range(n2 - 1, -1, -1):
        # Grad of: return sum(a * b * i for i, (a, b) in enumerate(zip([x, 2.0, x], [1.0, x, 3.0])))
        bt3 = i * b_return
        ba = t1[i] * bt3
        bb = t[i] * bt3
        bitems1 = add_at(bitems1, i, bb)
        bitems = add_at(bitems, i, ba)
    # Grad of: return sum(a * b * i for i, (a, b) in enumerate(zip([x, 2.0, x], [1.0, x, 3.0])))
    bx = bitems[2] + bitems[0] + bitems1[1]
    return float(np.real(bx))
