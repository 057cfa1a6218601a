"""The corpus of the language: one small program for each construct of Python."""

from dataclasses import replace

from . import (
    comprehensions,
    contexts,
    control,
    expressions,
    function_values,
    functions,
    loops,
    names,
    objects,
    statements,
    variables,
    wrapped_functions,
)
from .constructs import Construct
from .refusals import FIRST, SECOND

__all__ = ["CORPUS", "Construct"]

TOPICS = (
    control,
    loops,
    expressions,
    comprehensions,
    functions,
    function_values,
    wrapped_functions,
    names,
    objects,
    contexts,
    statements,
    variables,
)

CORPUS: dict[str, Construct] = {
    name: replace(one, refused=FIRST.get(name, one.refused), second=SECOND.get(name, one.second))
    for topic in TOPICS
    for name, one in topic.FOUND.items()
}
