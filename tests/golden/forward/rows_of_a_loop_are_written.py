# The tangent of f towards A.

def f(A: "float64[:, :]"):
    for row in A:
        row /= np.sum(row)
    return np.sum(A ** 3)


# Generated:

def f_jvp(A: 'float64[:, :]', dA: 'float64[:, :]'):
    """Tangent of f, given that of A."""
    dA = as_tangent(dA, A, owned=True)
    A = A.copy()
    # Tangent of: for row in A:
    ditems = dA
    items = sequence(A)
    if is_part(items, A) != is_part(ditems, dA):
        raise ValueError(
            'rows_of_a_loop_are_written.py:2:5: `A` and its tangent differ in layout, so that only one of them is viewed here: pass copies of both'
        )
    for i in range(len(items)):
        # Tangent of: for row in A:
        drow = ditems[i]
        row = items[i]
        t = np.sum(row)
        # Tangent of: row /= np.sum(row)
        drow[...] = drow / t - row * np.sum(drow) / t / t
        row /= t
    return np.sum(3 * A ** 2 * dA)
