"""Why functions of libraries have no derivative: the reason by the dotted name, sorted by name."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "scipy.integrate.odeint": "its steps depend on the values: write the steps in a loop",
    "scipy.integrate.solve_bvp": "its steps depend on the values: write the steps in a loop",
    "scipy.integrate.solve_ivp": "its steps depend on the values: write the steps in a loop",
    "scipy.interpolate.CubicSpline": "it makes an object whose content is not known when the derivative is made",
    "scipy.interpolate.interp1d": "it makes an object whose content is not known when the derivative is made",
    "scipy.interpolate.make_interp_spline": "it makes an object whose content is not known when the derivative is made",
    "scipy.linalg.cdf2rdf": "its factors have phases and an order that the matrix does not determine",
    "scipy.linalg.funm": "write it with `expm`, `logm`, `sqrtm` or `eig`",
    "scipy.linalg.hessenberg": "its factors have phases and an order that the matrix does not determine",
    "scipy.linalg.null_space": "any basis of the same space is as good: use `x - q @ (q.T @ x)`, or `svd`",
    "scipy.linalg.ordqz": "its factors have phases and an order that the matrices do not determine",
    "scipy.linalg.orth": "any basis of the same space is as good: use `x - q @ (q.T @ x)`, or `svd`",
    "scipy.linalg.qz": "its factors have phases and an order that the matrices do not determine",
    "scipy.linalg.rsf2csf": "its factors have phases and an order that the matrix does not determine",
    "scipy.linalg.schur": "its factors have phases and an order that the matrix does not determine",
    "scipy.linalg.signm": "write it with `expm`, `logm`, `sqrtm` or `eig`",
    "scipy.ndimage.affine_transform": "it resamples with splines: not covered",
    "scipy.ndimage.find_objects": "it numbers regions: no derivative",
    "scipy.ndimage.label": "it numbers regions: no derivative",
    "scipy.ndimage.map_coordinates": "it resamples with splines: not covered",
    "scipy.ndimage.rotate": "it resamples with splines: not covered",
    "scipy.ndimage.shift": "it resamples with splines: not covered",
    "scipy.ndimage.zoom": "it resamples with splines: not covered",
    "scipy.optimize.curve_fit": "solve for a zero of the gradient instead, with `fsolve`",
    "scipy.optimize.least_squares": "solve for a zero of the gradient instead, with `fsolve`",
    "scipy.optimize.linear_sum_assignment": "it returns integers: index with them",
    "scipy.optimize.minimize": "solve for a zero of the gradient instead, with `fsolve`",
    "scipy.optimize.minimize_scalar": "solve for a zero of the gradient instead, with `fsolve`",
    "scipy.optimize.root": "use `fsolve`, which returns the solution itself",
    "scipy.optimize.root_scalar": "use `brentq` or `newton`, which return the solution itself",
    "scipy.signal.argrelextrema": "it returns integers: index with them",
    "scipy.signal.argrelmax": "it returns integers: index with them",
    "scipy.signal.argrelmin": "it returns integers: index with them",
    "scipy.signal.filtfilt": "write it with `lfilter` or `sosfilt`, once in each direction",
    "scipy.signal.find_peaks": "it returns integers: index with them",
    "scipy.signal.sosfiltfilt": "write it with `lfilter` or `sosfilt`, once in each direction",
}
