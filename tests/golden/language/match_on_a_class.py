# match on a class

from dataclasses import dataclass

@dataclass
class Point:
    a: float
    b: float

def f(x):
    match Point(x, x * x):
        case Point(a=a, b=b):
            y = a * b
    return y


# Generated, with the kind of x known:

def dfdx(x, by=1.0):
    """Gradient of f with respect to x."""
    subject = Point(x, x * x)
    cond = isinstance(subject, Point)
    if cond:
        a = subject.a
        b = subject.b

    if cond:
        # Grad of: y = a * b
        ba = b * by
        bb = a * by
        # Grad of: case Point(a=a, b=b):
        bsubject = zeros_like(subject)
        bsubject.b += bb
        bsubject.a += ba
    else:
        bsubject = zeros_like(subject)
    # Grad of: match Point(x, x * x):
    bx = 2 * x * bsubject.b + bsubject.a
    return float(np.real(bx))
