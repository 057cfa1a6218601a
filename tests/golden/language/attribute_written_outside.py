# attribute written outside

class Box:
    pass

def f(x):
    box = Box()
    box.value = x * x
    box.value += x
    return box.value * box.value


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    box = Box()
    box.value = x * x
    box.value += x

    # Grad of: return box.value * box.value
    bbox = zeros_like(box)
    bbox.value += (box.value + box.value) * b_return
    # Grad of: box.value += x
    bx = bbox.value
    # Grad of: box.value = x * x
    bbox = copied(bbox)
    bx = bx + 2 * x * bbox.value
    return float(np.real(bx))
