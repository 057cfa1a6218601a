"""Sums and products of expressions, written as a person would write them.

Only reassociation within sums and products of numbers and exact folding of constants; nothing that could change a
result beyond rounding, a shape, or what is evaluated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .syntax import NONE, Expr, attribute, call, const, is_const, name


@dataclass
class Product:
    """``sign * coefficient * factors / divisors``."""

    coefficient: int | float = 1
    factors: list[Expr] = field(default_factory=list)
    divisors: list[Expr] = field(default_factory=list)

    def expr(self) -> Expr:
        """As one expression, its sign included."""
        magnitude = self.magnitude()
        return Expr("neg", (magnitude,)) if self.is_negative and magnitude.head != "const" else self._signed(magnitude)

    @property
    def is_negative(self) -> bool:
        return self.coefficient < 0

    def _signed(self, magnitude: Expr) -> Expr:
        return const(-magnitude.value) if self.is_negative else magnitude

    def magnitude(self) -> Expr:
        """Without its sign."""
        coefficient = abs(self.coefficient)
        parts = list(self.factors)
        if coefficient != 1 or not parts:
            parts.insert(0, const(coefficient))
        result = parts[0]
        for part in parts[1:]:
            result = Expr("*", (result, part))
        for divisor in self.divisors:
            result = Expr("/", (result, divisor))
        return result


def factors_of(expr: Expr) -> Product:
    """Take a product apart; anything else is its own only factor."""
    found = Product()
    _collect(expr, found, False)
    return found


def _collect(expr: Expr, found: Product, below: bool) -> None:
    if expr.head == "*":
        for part in expr.args:
            _collect(part, found, below)
    elif expr.head == "/":
        _collect(expr.args[0], found, below)
        _collect(expr.args[1], found, not below)
    elif expr.head == "neg":
        found.coefficient = -found.coefficient
        _collect(expr.args[0], found, below)
    elif _is_number(expr) and not below:
        found.coefficient = found.coefficient * expr.value
    elif is_const(expr, 1) or is_const(expr, 1.0):
        pass
    else:
        (found.divisors if below else found.factors).append(expr)


def _is_number(expr: Expr) -> bool:
    if expr.head != "const" or type(expr.value) not in (int, float):
        return False
    return bool(abs(expr.value) < 1e15 and expr.value == expr.value and expr.value != 0)


def multiply(factor: Expr, incoming: Expr) -> Expr:
    """``factor * incoming``, constants first, the adjoint last, divisors behind."""
    one, other = factors_of(fold(factor)), factors_of(incoming)
    return Product(
        one.coefficient * other.coefficient, one.factors + other.factors, one.divisors + other.divisors
    ).expr()


def add(terms: Sequence[Expr]) -> Expr:
    """The sum of partials, a factor that all share last taken out."""
    products = _gathered([factors_of(term) for term in terms])
    shared = _shared(products)
    if shared is None:
        return _sum(products)
    for product in products:
        position = len(product.factors) - 1 - product.factors[::-1].index(shared)
        del product.factors[position]
    if all(not product.factors and not product.divisors for product in products):
        return Product(sum(product.coefficient for product in products), [shared]).expr()
    return Expr("*", (_sum(products), shared))


def _gathered(products: Sequence[Product]) -> list[Product]:
    """Equal products once, with the sum of their coefficients."""
    found: list[Product] = []
    for product in products:
        equal = [one for one in found if one.factors == product.factors and one.divisors == product.divisors]
        if equal and product.factors and equal[0].coefficient + product.coefficient != 0:
            equal[0].coefficient += product.coefficient
        else:
            found.append(product)
    return found


def _shared(products: Sequence[Product]) -> Expr | None:
    if len(products) < 2:
        return None
    for candidate in reversed(products[0].factors):
        if candidate.head == "name" and all(candidate in product.factors for product in products[1:]):
            return candidate
    return None


def _sum(products: Sequence[Product]) -> Expr:
    first = next((product for product in products if not product.is_negative), products[0])
    rest = [product for product in products if product is not first]
    result = first.expr()
    for product in rest:
        result = Expr("-" if product.is_negative else "+", (result, product.magnitude()))
    return result


def fold(expr: Expr) -> Expr:
    """Evaluate what is constant and exact: sums, differences and products of integers, and ``x ** 1``."""
    if not expr.args:
        return expr
    args = tuple(fold(part) for part in expr.args)
    made = expr if args == expr.args else Expr(expr.head, args, expr.leaf, expr.at)
    if made.head == "**" and is_const(made.args[1], 1):
        return made.args[0]
    if made.head in ("+", "-", "*") and all(part.head == "const" and type(part.value) is int for part in args):
        one, other = args[0].value, args[1].value
        return const({"+": one + other, "-": one - other, "*": one * other}[made.head])
    if made.head == "-" and args[1].head == "const" and args[0].head == "const" and _is_number(args[0]):
        return const(args[0].value - args[1].value)
    return made


def fold_bound(expr: Expr) -> Expr:
    """``i + 1 - 1`` as ``i``: the bounds of a range are integers."""
    sums = ("+", "-")
    inner = expr.args[0] if expr.head in sums else expr
    if expr.head in sums and inner.head in sums and _is_int(expr.args[1]) and _is_int(inner.args[1]):
        outer = expr.args[1].value if expr.head == "+" else -expr.args[1].value
        shift = (inner.args[1].value if inner.head == "+" else -inner.args[1].value) + outer
        return inner.args[0] if shift == 0 else Expr("+" if shift > 0 else "-", (inner.args[0], const(abs(shift))))
    return expr


def _is_int(expr: Expr) -> bool:
    return expr.head == "const" and type(expr.value) is int


# Ranges


def mirrored(start: Expr, stop: Expr, step: Expr) -> tuple[Expr, Expr, Expr]:
    """The bounds of the range that runs backwards: start, stop, step."""
    if is_const(step, 1):
        return minus_one(stop), minus_one(start), const(-1)
    if is_const(step, -1):
        return plus_one(stop), plus_one(start), const(1)
    if step.head == "const" and type(step.value) is int and step.value > 1:
        trips = Expr("//", (Expr("-", (minus_one(stop), start)), step))
        last = Expr("+", (start, Expr("*", (trips, step))))
        if is_const(start, 0):
            last = Expr("*", (Expr("//", (minus_one(stop), step)), step))
        return last, minus_one(start), const(-step.value)
    last = call(name("range"), start, stop, step)
    mirror = Expr("getitem", (last, Expr("slice", (NONE, NONE, const(-1)))))
    return attribute(mirror, "start"), attribute(mirror, "stop"), attribute(mirror, "step")


def first_mirrored(start: Expr, step: Expr, trips: Expr) -> tuple[Expr, Expr, Expr]:
    """The bounds of the range that runs backwards through the first numbers of another, as many as ``trips`` says."""
    if is_const(step, 1):
        last = minus_one(trips if is_const(start, 0) else Expr("+", (start, trips)))
        return last, minus_one(start), const(-1)
    ahead: Expr = Expr("*", (minus_one(trips), step))
    last = ahead if is_const(start, 0) else Expr("+", (start, ahead))
    if step.head == "const":
        before = const(start.value - step.value) if start.head == "const" else Expr("-", (start, step))
        return last, fold_bound(before), const(-step.value)
    return last, fold_bound(Expr("-", (start, step))), Expr("neg", (step,))


def minus_one(expr: Expr) -> Expr:
    if expr.head == "const":
        return const(expr.value - 1)
    return fold_bound(Expr("-", (expr, const(1))))


def plus_one(expr: Expr) -> Expr:
    if expr.head == "const":
        return const(expr.value + 1)
    return fold_bound(Expr("+", (expr, const(1))))
