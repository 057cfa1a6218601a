"""The sample calls of all rules: those of every module ``samples*.py`` of this folder."""

from __future__ import annotations

import importlib
from pathlib import Path

from samples import SAMPLES

__all__ = ["SAMPLES"]

for _path in sorted(Path(__file__).parent.glob("samples_*.py")):
    importlib.import_module(_path.stem)
