"""The data-flow solver on branches and loops, forward and backward."""

from __future__ import annotations

from support import normal_form, statement
from tangent_like import flow
from tangent_like.program import Function, Statement, reads, targets

State = frozenset[str]
LOOP = "def f(x, n):\n    for i in range(n):\n        y = x\n        x = i\n    return n\n"
BRANCH = "def f(x, n):\n    if n:\n        y = x\n    else:\n        z = x\n    return n\n"


def bound_after(function: Function, join: object = flow.intersection) -> tuple[State, dict[Statement, State]]:
    before: flow.Solution[State] = {}

    def bind(one: Statement, state: State) -> State:
        return state | frozenset(targets(one))

    return flow.forward(function.body, frozenset(), bind, join, before), before  # type: ignore[arg-type]


def live(function: Function) -> tuple[State, dict[Statement, State]]:
    after: flow.Solution[State] = {}

    def reach(one: Statement, state: State) -> State:
        return (state - frozenset(targets(one))) | reads(one)

    return flow.backward(function.body, frozenset(), reach, flow.union, after), after


def test_forward_joins_branches() -> None:
    function = normal_form(BRANCH)
    assert bound_after(function)[0] == frozenset()
    assert bound_after(function, flow.union)[0] == {"y", "z"}


def test_forward_allows_for_no_trips() -> None:
    function = normal_form(LOOP)
    end, before = bound_after(function)
    assert end == frozenset()
    assert before[statement(function, "x = i")] == {"i", "y"}


def test_forward_carries_what_a_trip_binds_into_the_next() -> None:
    function = normal_form(LOOP)
    before = bound_after(function, flow.union)[1]
    assert before[statement(function, "y = x")] == {"i", "x", "y"}


def test_backward_joins_branches() -> None:
    function = normal_form("def f(x, y, n):\n    if n:\n        x = y\n    return x\n")
    assert live(function)[0] == {"x", "y", "n"}


def test_backward_carries_a_read_around_the_loop() -> None:
    function = normal_form(LOOP)
    start, after = live(function)
    assert "x" in after[statement(function, "x = i")]
    assert start == {"x", "n"}


def test_backward_ends_at_a_binding() -> None:
    function = normal_form("def f(x):\n    x = 2\n    return x\n")
    assert live(function)[0] == frozenset()


def test_a_while_reads_its_test_before_and_after_each_trip() -> None:
    function = normal_form("def f(x, n):\n    while x < n:\n        x = n\n    return 1\n")
    start, after = live(function)
    assert start == {"x", "n"}
    assert after[statement(function, "x = n")] == {"x", "n"}


def test_before_is_filled_on_request() -> None:
    function = normal_form("def f(x, n):\n    if n:\n        x = n\n    return x\n")
    after: flow.Solution[State] = {}
    before: flow.Solution[State] = {}
    flow.backward(
        function.body,
        frozenset(),
        lambda one, state: state - frozenset(targets(one)) | reads(one),
        flow.union,
        after,
        before,
    )
    assert before[function.body[0]] == {"x", "n"}
    assert before[function.body[-1]] == {"x"}
