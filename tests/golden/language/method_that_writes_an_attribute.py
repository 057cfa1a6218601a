# method that writes an attribute

class Counter:
    def __init__(self):
        self.total = 0.0

    def add(self, a):
        self.total = self.total + a * a

def f(x):
    counter = Counter()
    for i in range(3):
        counter.add(x + i)
    return counter.total * x


# Generated, with the kind of x known:

def add_fwd(self, a):
    """Forward half of add: its residuals."""
    self_saved = self.total
    self.total = self.total + a * a
    return self_saved, self, a


def add_bwd(residuals, bself):
    """Reverse half of add: the adjoint of a, and what it makes of the adjoint of self."""
    self_saved, self, a = residuals
    self.total = self_saved
    # Grad of: self.total = self.total + a * a
    b_rhs = bself.total
    bself.total = 0.0
    ba = 2 * a * b_rhs
    bself.total += b_rhs
    return ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    Counter_add_residuals_saved = []
    counter = Counter()
    for i in range(3):
        Counter_add_residuals_saved.append(add_fwd(counter, x + i))

    # Grad of: return counter.total * x
    bx = counter.total * b_return
    bcounter = zeros_like(counter)
    bcounter.total += x * b_return
    for i in range(2, -1, -1):
        # Grad of: counter.add(x + i)
        bx = bx + add_bwd(Counter_add_residuals_saved.pop(), bcounter)
    return float(np.real(bx))
