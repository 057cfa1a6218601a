# The gradient of f towards A.

def f(A: "float64[:, :]"):
    for row in A:
        row /= np.sum(row)
    return np.sum(A ** 3)


# Generated:

def dfdA(A: 'float64[:, :]', b_return: float = 1.0):
    """Gradient of f with respect to A."""
    A = A.copy()
    bA = zeros_like(A)
    t_saved = []
    row_saved = []
    items = A
    bitems = sequence(bA)
    n = len(items)
    for i in range(n):
        row = items[i]
        brow = bitems[i]
        t = np.sum(row)
        row_saved.append(row.copy())
        row /= t
        t_saved.append(t)

    # Grad of: return np.sum(A ** 3)
    bA += 3 * A ** 2 * b_return
    for i in range(n - 1, -1, -1):
        t = t_saved.pop()
        items[i][...] = row_saved.pop()
        # Grad of: row /= np.sum(row)
        b_rhs = bitems[i].copy()
        bitems[i][...] = nonzero(b_rhs, b_rhs / t)
        bitems[i][...] += copied(
            broadcast_like(np.sum(nonzero(b_rhs, -(items[i] * b_rhs / t / t))), items[i])
        )
    return bA
