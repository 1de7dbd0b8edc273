"""Tarjih (ترجيح): who says what on whose word, and what that makes likely."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tarjih.pipeline import fuse, hypotheses, read, weigh

__all__ = ["fuse", "hypotheses", "read", "weigh"]
__version__ = "0.1.0"

_HOMES = dict.fromkeys(__all__, "tarjih.pipeline")


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `tarjih --help` imports no stage."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'tarjih' has no attribute {name!r}")
