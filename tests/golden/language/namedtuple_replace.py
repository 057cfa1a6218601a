# NamedTuple._replace

from typing import NamedTuple

class State(NamedTuple):
    position: float
    speed: float

def f(x):
    state = State(x, 1.0)._replace(speed=x * x)
    return state.position * state[1]


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t = State(x, 1.0)
    state = State(t.position, x * x)

    # Grad of: return state.position * state[1]
    bstate = SimpleNamespace(position=state.speed * b_return, speed=state.position * b_return)
    # Grad of: state = State(x, 1.0)._replace(speed=x * x)
    bt1 = bstate.speed
    bt = zeros_like(t)
    bt.position += bstate.position
    bx = bt.position + 2 * x * bt1
    return float(np.real(bx))
