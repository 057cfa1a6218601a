# The tangent of f towards x.

def f(x: "float64[:]"):
    layer = {"w": x * x}
    layer["b"] = np.sum(layer["w"])
    layer["w"] = layer["w"] * layer["b"]
    return np.sum(layer["w"])


# Generated:

def f_jvp(x: 'float64[:]', dx: 'float64[:]'):
    """Tangent of f, given that of x."""
    dx = as_tangent(dx, x)
    # Tangent of: layer = {"w": x * x}
    dlayer = {'w': 2 * x * dx}
    layer = {'w': x * x}
    # Tangent of: layer["b"] = np.sum(layer["w"])
    dlayer['b'] = np.sum(dlayer['w'])
    layer['b'] = np.sum(layer['w'])
    t4 = layer['w']
    t5 = layer['b']
    # Tangent of: layer["w"] = layer["w"] * layer["b"]
    dlayer['w'] = t5 * dlayer['w'] + t4 * dlayer['b']
    layer['w'] = t4 * t5
    t7 = layer['w']
    return np.sum(dlayer['w'])
