# The gradient of f towards A, x.

def f(A: "float64[:, :]", x: "float64[:]"):
    for i in range(1, len(A)):
        A[i] -= x[i] * A[0]
    return np.sum(A * A)


# Generated:

def dfdAx(A: 'float64[:, :]', x: 'float64[:]', b_return: float = 1.0):
    """Gradient of f with respect to A and x."""
    if overlap(A, x):
        raise ValueError(
            'update_row.py:1:1: arguments share storage, and A may be changed in place: pass copies'
        )
    A = A.copy()
    A_saved = []
    n = len(A)
    for i in range(1, n):
        A_saved.append(A[i].copy())
        A[i] -= x[i] * A[0]

    # Grad of: return np.sum(A * A)
    bA = 2 * A * b_return
    bx = zeros_like(x)
    for i in range(n - 1, 0, -1):
        A[i] = A_saved.pop()
        # Grad of: A[i] -= x[i] * A[0]
        bt = -bA[i]
        bA[0] += x[i] * bt
        bx[i] += np.sum(A[0] * bt)
    return bA, bx
