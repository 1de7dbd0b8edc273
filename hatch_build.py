"""Builds lexicon tables and web files for every installation, and compiled modules for wheels."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class WheelHook(BuildHookInterface):
    """Runs tools/build_tables.py before the files of a wheel are gathered, and tools/compile_modules.py.

    Modules are compiled for no editable installation: there an edited source would lie beside an old library.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write src/tarjih/lexicons/compiled.*; stop with file, row and column if a row is wrong.

        A standard wheel gets compiled modules where they can be made; else it is pure Python and says why.
        """
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
        if version == "standard":
            self.add_compiled_modules(root, build_data)

    def add_compiled_modules(self, root: Path, build_data: dict[str, Any]) -> None:
        """Compile what looks at every word and put it into the wheel, which is for one platform then."""
        compiling = load_by_path(root / "tools" / "compile_modules.py")
        reason = compiling.obstacle()
        if reason is None:
            try:
                libraries = compiling.compile_modules(root / "src", root / "build" / "compiled")
            except subprocess.CalledProcessError as error:
                lines = (error.stderr or error.stdout or "no message").strip().splitlines()
                reason = f"mypyc failed: {lines[-1]}"
            else:
                build_data["force_include"].update({str(path): name for path, name in libraries.items()})
                build_data["pure_python"] = False
                build_data["infer_tag"] = True
        if reason is not None:
            self.app.display_warning(
                f"This wheel is pure Python and reads at about half the speed: {reason}."
            )


def load_by_path(path: Path) -> ModuleType:
    """Import one file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        message = f"Wanted a Python file to build the wheel with; {path} is none."
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module
