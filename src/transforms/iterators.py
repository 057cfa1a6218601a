"""Iterators of `itertools` as what they stand for, where all of their items are taken at once.

Before: ``product(xs, ys)``. After: ``((x, y) for x in xs for y in ys)``, a generator that `unfold` writes as loops.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import gast

from ..quoting import quoted_expression

Hold = Callable[[Any, str], Any]
"""Finds a value before the present statement, under a name with this stem."""

Fresh = Callable[[str], str]


def is_iterator(function: Any, node: Any) -> bool:
    """Whether a call of a function gives an iterator that is written out; ``function`` is None for what is not known.

    The views of a dict are among these: a method called ``items``, ``values`` or ``keys`` is taken for that of one.
    """
    if function is None and isinstance(node.func, gast.Attribute) and not node.args and not node.keywords:
        return node.func.attr in _VIEWS
    if not isinstance(function, type) and function != itertools.chain.from_iterable:
        return False
    if any(isinstance(one, gast.Starred) for one in node.args):
        return False
    taken = _TAKEN.get(function)
    return taken is not None and taken(node)


def written_out(function: Any, node: Any, hold: Hold, fresh: Fresh) -> Any:
    """The expression that gives the same items: a generator or a list."""
    if function is None:
        table, key = hold(node.func.value, "table"), fresh("key")
        return quoted_expression(f"({_VIEWS[node.func.attr].format(key=key)} for {key} in table)", node, table=table)
    return _WRITERS[function](node, hold, fresh)


_VIEWS = {"items": "({key}, table[{key}])", "values": "table[{key}]", "keys": "{key}"}


def _is_number(node: Any) -> bool:
    return isinstance(node, gast.Constant) and type(node.value) is int and 0 <= node.value <= 4


def _repeats(node: Any) -> bool:
    return node.arg == "repeat" and _is_number(node.value)


def _plain(count: int, most: int | None = None) -> Callable[[Any], bool]:
    return lambda node: not node.keywords and count <= len(node.args) <= (most or count)


def _chosen(node: Any) -> bool:
    return not node.keywords and len(node.args) == 2 and _is_number(node.args[1])


_TAKEN: dict[Any, Callable[[Any], bool]] = {
    itertools.product: lambda node: 1 <= len(node.args) <= 6 and all(map(_repeats, node.keywords)),
    itertools.combinations: _chosen,
    itertools.combinations_with_replacement: _chosen,
    itertools.permutations: _chosen,
    itertools.pairwise: _plain(1),
    itertools.chain: _plain(1, 20),
    itertools.chain.from_iterable: _plain(1),
    itertools.islice: _plain(2, 4),
    itertools.repeat: _plain(2),
    itertools.accumulate: _plain(1, 2),
    itertools.starmap: lambda node: _plain(2)(node) and isinstance(node.args[0], gast.Lambda),
}


def _items(node: Any, hold: Hold) -> Any:
    """Items that are gone through more than once, or by number."""
    return hold(quoted_expression("list(items)", node, items=node), "items")


def _product(node: Any, hold: Hold, fresh: Fresh) -> Any:
    times = node.keywords[0].value.value if node.keywords else 1
    given = [one if _is_range(one) else _items(one, hold) for one in node.args] * times
    names = [fresh("item") for _ in given]
    loops = " ".join(f"for {name} in items{at}" for at, name in enumerate(names))
    parts = {f"items{at}": one for at, one in enumerate(given)}
    shown = "".join(f"{name}, " for name in names)
    return quoted_expression(f"(({shown}) {loops})" if names else "[()]", node, **parts)


def _is_range(node: Any) -> bool:
    return isinstance(node, gast.Call) and isinstance(node.func, gast.Name) and node.func.id == "range"


def _selected(first: str, test: str) -> Callable[[Any, Hold, Fresh], Any]:
    """Tuples of items by number, each number from a start that the one before gives."""

    def write(node: Any, hold: Hold, fresh: Fresh) -> Any:
        items = _items(node.args[0], hold)
        numbers = [fresh("i") for _ in range(node.args[1].value)]
        loops = []
        for at, name in enumerate(numbers):
            start = first.format(before=numbers[at - 1]) if at and first else "0"
            loops.append(f"for {name} in range({start}, len(items))")
            loops += [test.format(one=name, other=other) for other in numbers[:at]] if test else []
        shown = "".join(f"items[{name}], " for name in numbers)
        return quoted_expression(f"(({shown}) {' '.join(loops)})" if numbers else "[()]", node, items=items)

    return write


def _pairwise(node: Any, hold: Hold, fresh: Fresh) -> Any:
    i = fresh("i")
    text = f"((items[{i}], items[{i} + 1]) for {i} in range(len(items) - 1))"
    return quoted_expression(text, node, items=_items(node.args[0], hold))


def _chain(node: Any, hold: Hold, fresh: Fresh) -> Any:
    parts = {f"items{at}": one for at, one in enumerate(node.args)}
    return quoted_expression(f"[{', '.join(f'*{name}' for name in parts)}]", node, **parts)


def _chain_of(node: Any, hold: Hold, fresh: Fresh) -> Any:
    part, item = fresh("part"), fresh("item")
    return quoted_expression(f"({item} for {part} in parts for {item} in {part})", node, parts=node.args[0])


def _slice(node: Any, hold: Hold, fresh: Fresh) -> Any:
    bounds = {f"bound{at}": one for at, one in enumerate(node.args[1:])}
    shown = f":{next(iter(bounds))}" if len(bounds) == 1 else ":".join(bounds)
    return quoted_expression(f"items[{shown}]", node, items=_items(node.args[0], hold), **bounds)


def _repeat(node: Any, hold: Hold, fresh: Fresh) -> Any:
    text = f"(item for {fresh('_')} in range(count))"
    return quoted_expression(text, node, item=hold(node.args[0], "item"), count=node.args[1])


def _accumulate(node: Any, hold: Hold, fresh: Fresh) -> Any:
    items, total, i = _items(node.args[0], hold), fresh("total"), fresh("i")
    following = f"{total} + items[{i}]" if len(node.args) == 1 else f"function({total}, items[{i}])"
    text = f"(({total} := items[{i}] if {i} == 0 else {following}) for {i} in range(len(items)))"
    parts = {"items": items} | ({"function": node.args[1]} if len(node.args) > 1 else {})
    return quoted_expression(text, node, **parts)


def _starmap(node: Any, hold: Hold, fresh: Fresh) -> Any:
    names = [fresh(one.id) for one in node.args[0].args.args]
    text = f"(function({', '.join(names)}) for {', '.join(names)}, in items)"
    return quoted_expression(text, node, function=node.args[0], items=node.args[1])


_WRITERS: dict[Any, Callable[[Any, Hold, Fresh], Any]] = {
    itertools.product: _product,
    itertools.combinations: _selected("{before} + 1", ""),
    itertools.combinations_with_replacement: _selected("{before}", ""),
    itertools.permutations: _selected("", "if {one} != {other}"),
    itertools.pairwise: _pairwise,
    itertools.chain: _chain,
    itertools.chain.from_iterable: _chain_of,
    itertools.islice: _slice,
    itertools.repeat: _repeat,
    itertools.accumulate: _accumulate,
    itertools.starmap: _starmap,
}
