# lambda that returns a lambda

def f(x):
    mul = lambda a: lambda b: a * b * x
    return mul(x)(3.0) + mul(2.0)(x)


# Generated, with the kind of x known:

def lambda_(b, *, a, x):
    return a * b * x


def mul_parts_fwd(a, *, x):
    """Forward half of mul_parts: the result and its residuals."""
    return (lambda_, a, x), ()


def mul_parts_bwd(residuals, b_return):
    """Reverse half of mul_parts: the adjoints of a, x."""
    # Grad of: mul = lambda a: lambda b: a * b * x
    ba = b_return[1]
    bx = b_return[2]
    return ba, bx


def lambda_fwd(b, *, a, x):
    """Forward half of lambda_: the result and its residuals."""
    t1 = a * b
    return t1 * x, (t1, b, x)


def lambda_bwd(residuals, b_return):
    """Reverse half of lambda_: the adjoints of a, x."""
    t1, b, x = residuals
    # Grad of: mul = lambda a: lambda b: a * b * x
    bx = t1 * b_return
    ba = b * x * b_return
    return ba, bx


def mul_parts_fwd1(a, *, x):
    """Forward half of mul_parts: the result and its residuals."""
    return (lambda_, a, x), ()


def mul_parts_bwd1(residuals, b_return):
    """Reverse half of mul_parts: the adjoint of x."""
    # Grad of: mul = lambda a: lambda b: a * b * x
    bx = b_return[2]
    return bx


def lambda_fwd1(b, *, a, x):
    """Forward half of lambda_: the result and its residuals."""
    t1 = a * b
    return t1 * x, (x, t1, b, a)


def lambda_bwd1(residuals, b_return):
    """Reverse half of lambda_: the adjoints of b, a, x."""
    x, t1, b, a = residuals
    # Grad of: mul = lambda a: lambda b: a * b * x
    bt1 = x * b_return
    bx = t1 * b_return
    ba = b * bt1
    bb = a * bt1
    return bb, ba, bx


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    function, mul_parts_residuals = mul_parts_fwd(x, x=x)
    t, lambda_residuals = lambda_fwd(3.0, a=function[1], x=function[2])
    function1, mul_parts_residuals1 = mul_parts_fwd1(2.0, x=x)
    t4, lambda_residuals1 = lambda_fwd1(x, a=function1[1], x=function1[2])

    # Grad of: return mul(x)(3.0) + mul(2.0)(x)
    bx, bt5_part, bt6_part = lambda_bwd1(lambda_residuals1, b_return)
    bfunction1 = zeros_like(function1)
    bfunction1 = add_at(bfunction1, 2, bt6_part)
    bfunction1 = add_at(bfunction1, 1, bt5_part)
    bx = bx + mul_parts_bwd1(mul_parts_residuals1, bfunction1)
    bt1_part, bt2_part = lambda_bwd(lambda_residuals, b_return)
    bfunction = zeros_like(function)
    bfunction = add_at(bfunction, 2, bt2_part)
    bfunction = add_at(bfunction, 1, bt1_part)
    bx_part1, bx_part2 = mul_parts_bwd(mul_parts_residuals, bfunction)
    bx = bx + bx_part2 + bx_part1
    return float(np.real(bx))
