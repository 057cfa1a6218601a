# operator.attrgetter and methodcaller

import operator
from dataclasses import dataclass

@dataclass
class Ball:
    mass: float
    speed: float

    def energy(self, g, height=0.0):
        return 0.5 * self.mass * self.speed ** 2 + self.mass * g * height

def f(x):
    ball = Ball(x, x * x)
    mass = operator.attrgetter("mass")
    energy = operator.methodcaller("energy", 9.81, height=x)
    return mass(ball) * energy(ball)


# Generated, with the kind of x known:

def mass_fwd(item):
    """Forward half of mass: the result and its residuals."""
    return item.mass, (item,)


def mass_bwd(residuals, b_return):
    """Reverse half of mass: the adjoint of item."""
    item = residuals[0]
    # Grad of: mass = operator.attrgetter("mass")
    bitem = zeros_like(item)
    bitem.mass += b_return
    return bitem


def energy_fwd1(self, g, height=0.0):
    """Forward half of energy: the result and its residuals."""
    t2 = 0.5 * self.mass
    t5 = self.speed
    t4 = t5 ** 2
    t7 = self.mass * g
    return t2 * t4 + t7 * height, (t7, self, g, height, t4, t5, t2)


def energy_bwd1(residuals, b_return):
    """Reverse half of energy: the adjoints of self, height."""
    t7, self, g, height, t4, t5, t2 = residuals
    # Grad of: return 0.5 * self.mass * self.speed ** 2 + self.mass * g * height
    bheight = t7 * b_return
    bself = zeros_like(self)
    bself.mass += (g * height + 0.5 * t4) * b_return
    bself.speed += 2 * t5 * t2 * b_return
    return bself, bheight


def energy_fwd(item1, key):
    """Forward half of energy: the result and its residuals."""
    t, Ball_energy_residuals = energy_fwd1(item1, 9.81, height=key)
    return t, (Ball_energy_residuals,)


def energy_bwd(residuals, b_return):
    """Reverse half of energy: the adjoints of item1, key."""
    Ball_energy_residuals = residuals[0]
    # Grad of: energy = operator.methodcaller("energy", 9.81, height=x)
    bitem1, bkey = energy_bwd1(Ball_energy_residuals, b_return)
    return bitem1, bkey


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    ball = Ball(x, x * x)
    t2, mass_residuals = mass_fwd(ball)
    t3, energy_residuals = energy_fwd(ball, key=x)

    # Grad of: return mass(ball) * energy(ball)
    bball, bdefault_part = energy_bwd(energy_residuals, t2 * b_return)
    bball = add(bball, mass_bwd(mass_residuals, t3 * b_return))
    # Grad of: energy = operator.methodcaller("energy", 9.81, height=x)
    bx = bdefault_part
    # Grad of: ball = Ball(x, x * x)
    bx = bx + 2 * x * bball.speed + bball.mass
    return float(np.real(bx))
