# complex numbers

def f(x):
    z = complex(x, 2.0) * (1 + 2j) * x
    return (z * z.conjugate()).real + abs(z)


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    t2 = 1 + 2j
    t = complex(x, 2.0) * t2
    z = t * x
    t6 = z.conjugate()
    t5 = z * t6
    t3 = t5.real + abs(z)
    if np.shape(b_return) != np.shape(t3):
        raise ValueError(
            'b_return and the result differ in shape: the gradient of an array needs its seed'
        )
    refuse_complex(t3, b_return, 'complex_numbers.py:3:5: the result of `f`')

    # Grad of: return (z * z.conjugate()).real + abs(z)
    bt5 = unbroadcast(np.real(b_return), t5)
    bz = (z * bt5).conj() + np.sum(t6 * bt5) + np.sum(phase(z) * np.real(b_return))
    # Grad of: z = complex(x, 2.0) * (1 + 2j) * x
    bx = np.real(t2 * x * bz) + t * bz
    return float(np.real(bx))
