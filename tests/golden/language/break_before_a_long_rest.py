# break before a long rest

def f(x):
    y = x
    for i in range(5):
        if i > 1:
            if y > 3:
                y = y * 0.5
                break
            y = y * x
        a = y * y
        b = a * 0.1 + x
        c = b * y
        d = c * 0.1
        e = d + a * 0.1
        g = e * b
        h = g * 0.1
        k = h * x
        y = k + y
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    y_saved = []
    cond1_saved = []
    leave_saved = []
    b_saved = []
    e_saved = []
    h_saved = []
    y = x
    trips = 0
    for i in range(5):
        trips += 1
        leave = False
        if i > 1:
            cond1 = y > 3
            if cond1:
                y_saved.append(y)
                y = y * 0.5
                leave = True
            else:
                y_saved.append(y)
                y = y * x
            cond1_saved.append(cond1)
        leave_saved.append(leave)
        if leave:
            break
        a = y * y
        b = a * 0.1 + x
        c = b * y
        d = c * 0.1
        e = d + a * 0.1
        g = e * b
        h = g * 0.1
        k = h * x
        y_saved.append(y)
        y = k + y
        b_saved.append(b)
        e_saved.append(e)
        h_saved.append(h)

    bx = 0.0
    for i in range(trips - 1, -1, -1):
        leave = leave_saved.pop()
        if not leave:
            b = b_saved.pop()
            e = e_saved.pop()
            h = h_saved.pop()
            y = y_saved.pop()
            # Grad of: y = k + y
            bk = by
            # Grad of: k = h * x
            bh = x * bk
            bx = bx + h * bk
            # Grad of: h = g * 0.1
            bg = 0.1 * bh
            # Grad of: g = e * b
            be = b * bg
            bb = e * bg
            # Grad of: e = d + a * 0.1
            ba = 0.1 * be
            # Grad of: d = c * 0.1
            bc = 0.1 * be
            # Grad of: c = b * y
            bb = bb + y * bc
            by = by + b * bc
            # Grad of: b = a * 0.1 + x
            bx = bx + bb
            ba = ba + 0.1 * bb
            # Grad of: a = y * y
            by = by + 2 * y * ba
        if i > 1:
            cond1 = cond1_saved.pop()
            if cond1:
                y = y_saved.pop()
                # Grad of: y = y * 0.5
                by = 0.5 * by
            else:
                y = y_saved.pop()
                # Grad of: y = y * x
                bx = bx + y * by
                by = x * by
    # Grad of: y = x
    bx = bx + by
    return bx
