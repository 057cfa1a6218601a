# The gradient of f towards u.

def f(u: "float64[:]", steps):
    states = [u]
    for t in range(steps):
        u = u.copy()
        u[1:] *= u[:-1]
        states.append(u)
    return np.sum(states[0] * states[-1])


# Generated:

def dfdu(u: 'float64[:]', steps, b_return=1.0):
    """Gradient of f with respect to u."""
    u_saved = []
    t1_saved = []
    u_saved1 = []
    states = [u]
    for t in range(steps):
        u_saved.append(u)
        u = u.copy()
        t1 = u[:-1]
        u_saved1.append(u[1:].copy())
        u[1:] *= t1
        states.append(u)
        t1_saved.append(t1)
    t4 = states[0]
    t5 = states[-1]
    t3 = t4 * t5
    refuse_complex(np.sum(t3), b_return, 'list_of_states.py:7:5: the result of `f`')

    # Grad of: return np.sum(states[0] * states[-1])
    bt3 = broadcast_like(b_return, t3)
    bstates = zeros_like(states)
    bstates = add_at(bstates, -1, unbroadcast(t4 * bt3, t5))
    bstates = add_at(bstates, 0, unbroadcast(t5 * bt3, t4))
    bu = zeros_like(u)
    for t in range(steps - 1, -1, -1):
        t1 = t1_saved.pop()
        # Grad of: states.append(u)
        bu1 = unappend(bstates)
        bstates = truncate(bstates, -1)
        bu = bu + bu1
        u[1:] = u_saved1.pop()
        # Grad of: u[1:] *= u[:-1]
        bt1 = u[1:] * bu[1:]
        bu[1:] *= t1
        bu[:-1] += bt1
        u = u_saved.pop()
    # Grad of: states = [u]
    bu = bu + bstates[0]
    return as_gradient(bu, u, owned=True)
