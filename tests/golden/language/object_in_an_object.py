# object in an object

class Layer:
    def __init__(self, w):
        self.w = w

    def apply(self, a):
        return self.w * a + 1.0

class Model:
    def __init__(self, first, second):
        self.layers = [Layer(first), Layer(second)]

    def run(self, a):
        for layer in self.layers:
            a = layer.apply(a)
        return a

def f(x):
    return Model(x, x * x).run(x)


# Generated, with the kind of x known:

def Model_fwd(first, second):
    """Forward half of Model: the result and its residuals."""
    self = Model.__new__(Model)
    self.layers = [Layer(first), Layer(second)]
    return self, (self,)


def Model_bwd(residuals, bself):
    """Reverse half of Model: the adjoints of first, second."""
    self = residuals[0]
    bself = add_at(zeros_like(self), ..., bself)
    # Grad of: self.layers = [Layer(first), Layer(second)]
    b_rhs = taken(bself, 'layers')
    bsecond = b_rhs[1].w
    bfirst = b_rhs[0].w
    return bfirst, bsecond


def apply_fwd(self, a):
    """Forward half of apply: the result and its residuals."""
    t2 = self.w
    return t2 * a + 1.0, (t2, self, a)


def apply_bwd(residuals, b_return):
    """Reverse half of apply: the adjoints of self, a."""
    t2, self, a = residuals
    # Grad of: return self.w * a + 1.0
    ba = t2 * b_return
    bself = zeros_like(self)
    bself.w += a * b_return
    return bself, ba


def run_fwd(self, a):
    """Forward half of run: the result and its residuals."""
    Layer_apply_residuals_saved = []
    t = self.layers
    n = len(t)
    for layer in t:
        a, Layer_apply_residuals = apply_fwd(layer, a)
        Layer_apply_residuals_saved.append(Layer_apply_residuals)
    return a, (t, n, Layer_apply_residuals_saved, self)


def run_bwd(residuals, ba):
    """Reverse half of run: the adjoints of self, a."""
    t, n, Layer_apply_residuals_saved, self = residuals
    bitems = zeros_like(t)
    for i in range(n - 1, -1, -1):
        # Grad of: a = layer.apply(a)
        blayer, ba = apply_bwd(Layer_apply_residuals_saved.pop(), ba)
        # Grad of: for layer in self.layers:
        bitems = add_at(bitems, i, blayer)
    # Grad of: for layer in self.layers:
    bself = zeros_like(self)
    bself = add_at(bself, 'layers', bitems)
    return bself, ba


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t1, Model_residuals = Model_fwd(x, x * x)
    t, Model_run_residuals = run_fwd(t1, x)

    # Grad of: return Model(x, x * x).run(x)
    bt1_part, bx = run_bwd(Model_run_residuals, b_return)
    bx_part, bt2_part = Model_bwd(Model_residuals, bt1_part)
    bx = bx + 2 * x * bt2_part + bx_part
    return float(np.real(bx))
