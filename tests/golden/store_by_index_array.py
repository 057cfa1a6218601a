# The gradient of f towards A, x.

def f(A: "float64[:, :]", x: "float64[:]"):
    A[np.array([0, 2]), 1] = x
    return np.sum(A * A)


# Generated:

def dfdAx(A: 'float64[:, :]', x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to A and x."""
    if overlap(A, x):
        raise ValueError(
            'store_by_index_array.py:1:1: arguments share storage, and A may be changed in place: pass copies'
        )
    A = A.copy()
    t = np.array([0, 2])
    A[t, 1] = x

    # Grad of: return np.sum(A * A)
    bA = 2 * A * b_return
    # Grad of: A[np.array([0, 2]), 1] = x
    bx = unbroadcast(taken(bA, (t, 1)), x)
    return as_gradient(bA, A, owned=True), as_gradient(bx, x)
