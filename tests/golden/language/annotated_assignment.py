# annotated assignment

def f(x: float) -> float:
    y: "float" = x * x
    z: list[float]
    z = [x, y]
    return z[0] * z[1]


# Generated, with the kind of x known:

def dfdx(x: float, b_return: float = 1.0):
    """Gradient of f with respect to x."""
    y = x * x
    z = [x, y]
    t2 = z[1]

    # Grad of: return z[0] * z[1]
    bz = zeros_like(z)
    bz = add_at(bz, 1, z[0] * b_return)
    bz = add_at(bz, 0, t2 * b_return)
    # Grad of: z = [x, y]
    bx = bz[0]
    by = bz[1]
    # Grad of: y: "float" = x * x
    bx = bx + 2 * x * by
    return float(np.real(bx))
