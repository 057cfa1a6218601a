# complex by keyword, in place and in a loop

def f(x):
    z = complex(imag=x, real=2.0)
    for k in range(1, 3):
        z *= complex(k, x * k)
    return z.real * z.imag + abs(complex(x * x))


# Generated, with the kind of x known:

def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    z_saved = []
    t_saved = []
    z = complex(imag=x, real=2.0)
    for k in range(1, 3):
        t = complex(k, x * k)
        z_saved.append(z)
        z = z * t
        t_saved.append(t)

    # Grad of: return z.real * z.imag + abs(complex(x * x))
    bx = 2 * x * np.real(phase(complex(x * x)) * np.real(b_return))
    bz = (
        unbroadcast(np.real(z.imag * b_return), z)
        + unbroadcast(-1j * np.real(z.real * b_return), z)
    )
    for k in range(2, 0, -1):
        t = t_saved.pop()
        z = z_saved.pop()
        # Grad of: z *= complex(k, x * k)
        bx = bx - k * np.imag(z * bz)
        bz = t * bz
    # Grad of: z = complex(imag=x, real=2.0)
    bx = bx - np.imag(bz)
    return float(np.real(bx))
