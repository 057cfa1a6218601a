# The tangent of f towards A, x.

def f(A: "float64[:, :]", x: "float64[:]"):
    A[np.array([0, 2]), 1] = x
    return np.sum(A * A)


# Generated:

def f_jvp(A: 'float64[:, :]', x: 'float64[:]', dA: 'float64[:, :]', dx: 'float64[:]'):
    """Tangent of f, given those of A and x."""
    dA = as_tangent(dA, A, owned=True)
    dx = as_tangent(dx, x)
    if overlap(A, x):
        raise ValueError(
            'store_by_index_array.py:1:1: arguments share storage, and A may be changed in place: pass copies'
        )
    A = A.copy()
    t = np.array([0, 2])
    # Tangent of: A[np.array([0, 2]), 1] = x
    dA[t, 1] = dx
    A[t, 1] = x
    return np.sum(2 * A * dA)
