"""Builds the compiled lexicon tables and the files of the web pages whenever tarjih is built or installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class TablesHook(BuildHookInterface):
    """Runs tools/build_tables.py before the files of a wheel are gathered, editable ones too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write src/tarjih/lexicons/compiled.*; stop with file, row and column if a row is wrong."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        # The builder reads the lexicons with the package's own loader, which is not installed yet.
        sys.path.insert(0, str(root / "src"))
        try:
            from tarjih.errors import LexiconError

            load_by_path(root / "tools" / "build_web.py").build(root)
            try:
                load_by_path(root / "tools" / "build_tables.py").build(root)
            except LexiconError as error:
                message = f"The lexicon tables cannot be built. {error}"
                raise SystemExit(message) from None
        finally:
            sys.path.remove(str(root / "src"))


def load_by_path(path: Path) -> ModuleType:
    """Import one file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        message = f"Wanted a Python file to build the lexicon tables with; {path} is none."
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module
