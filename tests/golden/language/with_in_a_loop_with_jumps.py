# with in a loop with jumps

import threading

LOCK = threading.RLock()

def f(x):
    s = x
    for i in range(6):
        with LOCK, np.errstate(all="ignore"):
            if i == 1:
                continue
            s = s * x
            if i == 4:
                break
        s = s + i
    else:
        s = 0.0
    return s


# Generated, with the kind of x known:

def dfdx(x, bs=1.0):
    """Gradient of f with respect to x."""
    s_saved = []
    leave_saved = []
    skip_saved = []
    s = x
    broke = False
    trips = 0
    for i in range(6):
        trips += 1
        leave = False
        skip = False
        with LOCK:
            leave1 = False
            skip1 = False
            with np.errstate(all='ignore'):
                if i == 1:
                    skip1 = True
                else:
                    s_saved.append(s)
                    s = s * x
                    if i == 4:
                        broke = True
                        leave1 = True
            if leave1:
                leave = True
            elif skip1:
                skip = True
        leave_saved.append(leave)
        skip_saved.append(skip)
        if leave:
            break
        if not skip:
            s_saved.append(s)
            s = s + i

    if not broke:
        bs = 0.0
    bx = 0.0
    for i in range(trips - 1, -1, -1):
        leave = leave_saved.pop()
        skip = skip_saved.pop()
        if not leave:
            if not skip:
                s = s_saved.pop()
        if i != 1:
            s = s_saved.pop()
            # Grad of: s = s * x
            bx = bx + s * bs
            bs = x * bs
    # Grad of: s = x
    bx = bx + bs
    return float(np.real(bx))
