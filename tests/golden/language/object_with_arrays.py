# object with arrays

class Model:
    def __init__(self, weights):
        self.weights = weights

    def step(self, grad):
        self.weights = self.weights - 0.1 * grad

    def loss(self):
        return np.sum(self.weights ** 2)

def f(x):
    model = Model(np.array([x, 2.0 * x]))
    for _ in range(3):
        model.step(model.weights * x)
    return model.loss()


# Generated, with the kind of x known:

def step_fwd(self, grad):
    """Forward half of step: its residuals."""
    t1 = self.weights
    self_saved = self.weights
    self.weights = t1 - 0.1 * grad
    return self_saved, self, grad, t1


def step_bwd(residuals, bself):
    """Reverse half of step: the adjoint of grad, and what it makes of the adjoint of self."""
    self_saved, self, grad, t1 = residuals
    self.weights = self_saved
    # Grad of: self.weights = self.weights - 0.1 * grad
    b_rhs = taken(bself, 'weights')
    bgrad = unbroadcast(-(0.1 * b_rhs), grad)
    bself.weights += unbroadcast(b_rhs, t1)
    return bgrad


def loss_fwd(self):
    """Forward half of loss: the result and its residuals."""
    t2 = self.weights
    return np.sum(t2 ** 2), (self, t2)


def loss_bwd(residuals, b_return):
    """Reverse half of loss: the adjoint of self."""
    self, t2 = residuals
    # Grad of: return np.sum(self.weights ** 2)
    bself = zeros_like(self)
    bself.weights += 2 * t2 * b_return
    return bself


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    Model_step_residuals_saved = []
    t1 = [x, 2.0 * x]
    model = Model(np.array(t1))
    for _ in range(3):
        Model_step_residuals_saved.append(step_fwd(model, model.weights * x))
    t5, Model_loss_residuals = loss_fwd(model)

    # Grad of: return model.loss()
    bmodel = copied(loss_bwd(Model_loss_residuals, b_return))
    bx = 0.0
    for _ in range(2, -1, -1):
        # Grad of: model.step(model.weights * x)
        bt3_part = step_bwd(Model_step_residuals_saved.pop(), bmodel)
        bx = bx + np.sum(model.weights * bt3_part)
        bmodel.weights += x * bt3_part
    # Grad of: model = Model(np.array([x, 2.0 * x]))
    bt1 = unarray(bmodel.weights, t1)
    bx = bx + 2.0 * bt1[1] + bt1[0]
    return float(np.real(bx))
