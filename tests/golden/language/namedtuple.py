# NamedTuple

from typing import NamedTuple

class State(NamedTuple):
    position: float
    speed: float

def f(x):
    state = State(x, 1.0)
    for _ in range(3):
        state = State(state.position + 0.1 * state.speed, speed=state.speed - 0.1 * state.position * x)
    position, speed = state
    return position * state.speed + speed


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t7_saved = []
    state = State(x, 1.0)
    for _ in range(3):
        t7 = 0.1 * state.position
        state = State(state.position + 0.1 * state.speed, speed=state.speed - t7 * x)
        t7_saved.append(t7)
    position = state.position

    # Grad of: return position * state.speed + speed
    bposition = state.speed * b_return
    bstate = SimpleNamespace(position=0.0, speed=position * b_return)
    # Grad of: position, speed = state
    bstate = copied(bstate)
    bstate.speed += b_return
    bstate.position += bposition
    bx = 0.0
    for _ in range(2, -1, -1):
        t7 = t7_saved.pop()
        # Grad of: state = State(state.position + 0.1 * state.speed, speed=state.speed - 0.1 * st...
        bt4 = bstate.speed
        bt6 = -bt4
        bt = bstate.position
        bx = bx + t7 * bt6
        bstate = SimpleNamespace(position=0.1 * x * bt6 + bt, speed=bt4 + 0.1 * bt)
    # Grad of: state = State(x, 1.0)
    bx = bx + bstate.position
    return float(np.real(bx))
