# object that holds lists and dicts

class Network:
    def __init__(self, weights, options):
        self.weights = weights
        self.options = options

    def run(self, a):
        for w in self.weights:
            a = math.tanh(w * a) + self.options["shift"]
        return a

def f(x):
    return Network([x, 2.0, x * x], {"shift": x}).run(x)


# Generated, with the kind of x known:

def run_fwd(self, a):
    """Forward half of run: the result and its residuals."""
    a_saved = []
    t1_saved = []
    t = self.weights
    n = len(t)
    for w in t:
        t1 = math.tanh(w * a)
        a_saved.append(a)
        a = t1 + self.options['shift']
        t1_saved.append(t1)
    return a, (t, self, n, t1_saved, a_saved)


def run_bwd(residuals, ba):
    """Reverse half of run: the adjoints of self, a."""
    t, self, n, t1_saved, a_saved = residuals
    bitems = zeros_like(t)
    bself = zeros_like(self)
    for i in range(n - 1, -1, -1):
        t1 = t1_saved.pop()
        a = a_saved.pop()
        # Grad of: a = math.tanh(w * a) + self.options["shift"]
        bt4 = zeros_like(self.options)
        bt4 = add_at(bt4, 'shift', ba)
        bt2 = (1.0 - t1 * t1) * ba
        bw = unbroadcast(a * bt2, t[i])
        ba = unbroadcast(t[i] * bt2, a)
        bself = add_at(bself, 'options', bt4)
        # Grad of: for w in self.weights:
        bitems = add_at(bitems, i, bw)
    # Grad of: for w in self.weights:
    bself = add_at(bself, 'weights', bitems)
    return bself, ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, Network_run_residuals = run_fwd(Network([x, 2.0, x * x], {'shift': x}), x)
    if np.shape(b_return) != np.shape(t):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t, b_return, 'object_that_holds_lists_and_dicts.py:12:5: the result of `f`')
    # Grad of: return Network([x, 2.0, x * x], {"shift": x}).run(x)
    bt1_part, bx = run_bwd(Network_run_residuals, b_return)
    bt2 = bt1_part.weights
    bx = bx + 2 * x * bt2[2] + bt2[0] + bt1_part.options['shift']
    return float(np.real(bx))
