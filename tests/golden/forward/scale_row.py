# The tangent of scale_row towards A, s.

def scale_row(A: "float64[:, :]", s: float):
    row = A[0]
    row *= s
    return np.sum(A * A)


# Generated:

def scale_row_jvp(A: 'float64[:, :]', s: float, dA: 'float64[:, :]', ds: float):
    """Tangent of scale_row, given those of A and s."""
    dA = as_tangent(dA, A, owned=True)
    A = A.copy()
    # Tangent of: row = A[0]
    drow = dA[0]
    row = A[0]
    # Tangent of: row *= s
    drow *= s
    drow += row * ds
    row *= s
    return np.sum(2 * A * dA)
