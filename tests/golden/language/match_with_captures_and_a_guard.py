# match with captures and a guard

def f(x):
    y = x
    for point in [(0.0, x), (x, 0.0), (x, x * 2)]:
        match point:
            case (0.0, b):
                y = y + b
            case (a, b) if b > a:
                y = y * a + b
            case (a, _):
                y = y - a * a
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    a = None
    a_saved = []
    y_saved = []
    fits_saved = []
    y = x
    t = [(0.0, x), (x, 0.0), (x, x * 2)]
    n = len(t)
    for point in t:
        if is_sequence(point) and len(point) == 2 and point[0] == 0.0:
            b = point[1]
            y = y + b
        else:
            fits = False
            if is_sequence(point) and len(point) == 2:
                a_saved.append(a)
                a = point[0]
                b = point[1]
                fits = b > a
            if fits:
                y_saved.append(y)
                y = y * a + b
            elif is_sequence(point) and len(point) == 2:
                a_saved.append(a)
                a = point[0]
                y = y - a * a
            fits_saved.append(fits)

    ba = 0.0
    bb = 0.0
    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        if is_sequence(t[i]) and len(t[i]) == 2 and t[i][0] == 0.0:
            # Grad of: y = y + b
            bb = bb + by
            # Grad of: case (0.0, b):
            bpoint = zeros_like(t[i])
            bpoint = add_at(bpoint, 1, bb)
            bb = 0.0
        else:
            fits = fits_saved.pop()
            if fits:
                y = y_saved.pop()
                # Grad of: y = y * a + b
                bb = bb + by
                ba = ba + y * by
                by = a * by
                bpoint = zeros_like(t[i])
            elif is_sequence(t[i]) and len(t[i]) == 2:
                # Grad of: y = y - a * a
                ba = ba + 2 * a * -by
                a = a_saved.pop()
                # Grad of: case (a, _):
                bpoint = zeros_like(t[i])
                bpoint = add_at(bpoint, 0, ba)
                ba = 0.0
            else:
                bpoint = zeros_like(t[i])
            if is_sequence(t[i]) and len(t[i]) == 2:
                # Grad of: case (a, b) if b > a:
                bpoint = copied(bpoint)
                bpoint = add_at(bpoint, 1, bb)
                a = a_saved.pop()
                # Grad of: case (a, b) if b > a:
                bpoint = add_at(bpoint, 0, ba)
                ba = 0.0
                bb = 0.0
        # Grad of: for point in [(0.0, x), (x, 0.0), (x, x * 2)]:
        bitems = add_at(bitems, i, bpoint)
    # Grad of: for point in [(0.0, x), (x, 0.0), (x, x * 2)]:
    bt3 = bitems[2]
    bx = bitems[0][1] + bitems[1][0] + 2 * bt3[1] + bt3[0]
    # Grad of: y = x
    bx = bx + by
    return float(np.real(bx))
