# draws of the library random

import random
def f(x):
    random.seed(3)
    s = x * random.gauss(0.0, 1.0) + x * random.uniform(0.0, 1.0)
    return s * random.choice([1.0, 2.0]) * x + random.random()


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    random.seed(3)
    t1 = random.gauss(0.0, 1.0)
    t = x * t1
    t3 = random.uniform(0.0, 1.0)
    s = t + x * t3
    t7 = random.choice([1.0, 2.0])
    t6 = s * t7
    t4 = t6 * x + random.random()
    if np.shape(b_return) != np.shape(t4):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t4, b_return, 'draws_of_the_library_random.py:5:5: the result of `f`')

    # Grad of: return s * random.choice([1.0, 2.0]) * x + random.random()
    bx = np.sum(t6 * b_return)
    bs = unbroadcast(t7 * x * b_return, s)
    # Grad of: s = x * random.gauss(0.0, 1.0) + x * random.uniform(0.0, 1.0)
    bx = bx + np.sum((t1 + t3) * bs)
    return float(np.real(bx))
