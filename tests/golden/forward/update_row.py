# The tangent of f towards A, x.

def f(A: "float64[:, :]", x: "float64[:]"):
    for i in range(1, len(A)):
        A[i] -= x[i] * A[0]
    return np.sum(A * A)


# Generated:

def f_jvp(A: 'float64[:, :]', x: 'float64[:]', dA: 'float64[:, :]', dx: 'float64[:]'):
    """Tangent of f, given those of A and x."""
    dA = as_tangent(dA, A, owned=True)
    dx = as_tangent(dx, x)
    if overlap(A, x):
        raise ValueError(
            'update_row.py:1:1: arguments share storage, and A may be changed in place: pass copies'
        )
    A = A.copy()
    for i in range(1, len(A)):
        t1 = x[i]
        t2 = A[0]
        # Tangent of: A[i] -= x[i] * A[0]
        dA[i] -= t2 * dx[i] + t1 * dA[0]
        A[i] -= t1 * t2
    return np.sum(2 * A * dA)
