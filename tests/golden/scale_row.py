# The gradient of scale_row towards A, s.

def scale_row(A: "float64[:, :]", s: float):
    row = A[0]
    row *= s
    return np.sum(A * A)


# Generated:

def dscale_rowdAs(A: 'float64[:, :]', s: float, b_return: float = 1.0):
    """Gradient of scale_row with respect to A and s."""
    A = A.copy()
    bA = zeros_like(A)
    row = A[0]
    brow = bA[0]
    row_saved = row.copy()
    row *= s

    # Grad of: return np.sum(A * A)
    bA += 2 * A * b_return
    row[...] = row_saved
    # Grad of: row *= s
    bs = np.sum(row * brow)
    brow *= s
    return bA, float(bs)
