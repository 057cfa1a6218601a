# sampling by a transformed draw

def sample(mean, scale, generator):
    return mean + scale * generator.standard_normal(5)

def f(x):
    draws = sample(x, x * x, np.random.default_rng(1))
    return np.mean(draws ** 2)


# Generated, with the kind of x known:

def sample_fwd(mean, scale, generator):
    """Forward half of sample: the result and its residuals."""
    t2 = generator.standard_normal(5)
    return mean + scale * t2, (t2,)


def sample_bwd(residuals, b_return):
    """Reverse half of sample: the adjoints of mean, scale."""
    t2 = residuals[0]
    # Grad of: return mean + scale * generator.standard_normal(5)
    bmean = np.sum(b_return)
    bscale = np.sum(t2 * b_return)
    return bmean, bscale


def dfdx(x, b_return=1.0):
    """Gradient of f with respect to x."""
    draws, sample_residuals = sample_fwd(x, x * x, np.random.default_rng(1))
    # Grad of: return np.mean(draws ** 2)
    bdraws = 2 * draws * b_return / draws.size
    # Grad of: draws = sample(x, x * x, np.random.default_rng(1))
    bx, bt_part = sample_bwd(sample_residuals, bdraws)
    bx = bx + 2 * x * bt_part
    return float(np.real(bx))
