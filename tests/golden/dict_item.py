# The gradient of f towards x.

def f(x: "float64[:]"):
    layer = {"w": x * x}
    layer["b"] = np.sum(layer["w"])
    layer["w"] = layer["w"] * layer["b"]
    return np.sum(layer["w"])


# Generated:

def dfdx(x: 'float64[:]', b_return=1.0):
    """Gradient of f with respect to x."""
    layer = {'w': x * x}
    t2 = layer['w']
    layer_saved = kept_item(layer, 'b')
    layer['b'] = np.sum(t2)
    t4 = layer['w']
    t5 = layer['b']
    layer_saved1 = kept_item(layer, 'w')
    layer['w'] = t4 * t5
    t7 = layer['w']
    refuse_complex(np.sum(t7), b_return, 'dict_item.py:5:5: the result of `f`')

    # Grad of: return np.sum(layer["w"])
    blayer = zeros_like(layer)
    blayer = add_at(blayer, 'w', broadcast_like(b_return, t7))
    restore_item(layer, 'w', layer_saved1)
    # Grad of: layer["w"] = layer["w"] * layer["b"]
    b_rhs = taken(blayer, 'w')
    blayer = add_at(blayer, 'b', unbroadcast(t4 * b_rhs, t5))
    blayer = add_at(blayer, 'w', unbroadcast(t5 * b_rhs, t4))
    restore_item(layer, 'b', layer_saved)
    # Grad of: layer["b"] = np.sum(layer["w"])
    blayer = add_at(blayer, 'w', broadcast_like(taken(blayer, 'b'), t2))
    # Grad of: layer = {"w": x * x}
    bx = 2 * x * blayer['w']
    return as_gradient(bx, x, owned=True)
