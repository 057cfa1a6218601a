"""``python -m tangent_like`` is the command ``tangent-like``."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main(prog_name="tangent-like")
