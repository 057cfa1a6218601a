# operator methods

class Dual:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __add__(self, other):
        return Dual(self.a + other.a, self.b + other.b)

    def __mul__(self, other):
        return Dual(self.a * other.a, self.a * other.b + self.b * other.a)

def f(x):
    z = Dual(x, 1.0) * Dual(x, 1.0) + Dual(2.0, x)
    return z.a * z.b


# Generated, with the kind of x known:

def mul_fwd(self, other):
    """Forward half of __mul__: the result and its residuals."""
    t2 = self.a
    t3 = other.a
    t6 = self.a
    t7 = other.b
    t9 = self.b
    t10 = other.a
    return Dual(t2 * t3, t6 * t7 + t9 * t10), (other, t9, t2, t6, self, t10, t7, t3)


def mul_bwd(residuals, b_return):
    """Reverse half of __mul__: the adjoints of self, other."""
    other, t9, t2, t6, self, t10, t7, t3 = residuals
    # Grad of: return Dual(self.a * other.a, self.a * other.b + self.b * other.a)
    bt4 = b_return.b
    bt1 = b_return.a
    bother = zeros_like(other)
    bother.a += t9 * bt4 + t2 * bt1
    bother.b += t6 * bt4
    bself = zeros_like(self)
    bself.b += t10 * bt4
    bself.a += t7 * bt4 + t3 * bt1
    return bself, bother


def add_fwd(self, other):
    """Forward half of __add__: the result and its residuals."""
    return Dual(self.a + other.a, self.b + other.b), (other, self)


def add_bwd(residuals, b_return):
    """Reverse half of __add__: the adjoints of self, other."""
    other, self = residuals
    # Grad of: return Dual(self.a + other.a, self.b + other.b)
    bt4 = b_return.b
    bt1 = b_return.a
    bother = zeros_like(other)
    bother.b += bt4
    bother.a += bt1
    bself = zeros_like(self)
    bself.b += bt4
    bself.a += bt1
    return bself, bother


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t, Dual_mul_residuals = mul_fwd(Dual(x, 1.0), Dual(x, 1.0))
    z, Dual_add_residuals = add_fwd(t, Dual(2.0, x))
    t6 = z.b

    # Grad of: return z.a * z.b
    bz = zeros_like(z)
    bz.b += z.a * b_return
    bz.a += t6 * b_return
    # Grad of: z = Dual(x, 1.0) * Dual(x, 1.0) + Dual(2.0, x)
    bt_part, bt3_part = add_bwd(Dual_add_residuals, bz)
    bt1_part, bt2_part = mul_bwd(Dual_mul_residuals, bt_part)
    bx = bt1_part.a + bt2_part.a + bt3_part.b
    return float(np.real(bx))
