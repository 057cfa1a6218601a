"""The corpus of the language: one small program for each construct of Python."""

from . import comprehensions, contexts, control, expressions, functions, loops, names, objects, statements
from .constructs import Construct

__all__ = ["CORPUS", "Construct"]

TOPICS = (control, loops, expressions, comprehensions, functions, names, objects, contexts, statements)

CORPUS: dict[str, Construct] = {name: one for topic in TOPICS for name, one in topic.FOUND.items()}
