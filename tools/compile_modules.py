"""Compiles the modules that look at every word: `python tools/compile_modules.py SOURCE OUT`.

`hatch_build.py` calls it when it builds a wheel that is no editable one. Compiled are the modules of
`arabic`, `reading` and `claims`, and `records/page.py`, by mypyc; a module that defines records stays as it
is, since msgspec has to make its classes. Every compiled module lies in the wheel beside its source.
"""

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

FOLDERS = ("arabic", "reading", "claims")
ALSO = ("records/page.py",)
RECORDS = frozenset(("msgspec.Struct", "Record"))
GROUP = "tarjih"  # gives tarjih__mypyc, the library that holds the code of all compiled modules
OPTIMISATION = "1"


def modules(package: Path) -> list[Path]:
    """Return the modules of a package that are compiled, in a fixed order."""
    found = [path for folder in FOLDERS for path in (package / folder).glob("*.py")]
    found += [package / name for name in ALSO]
    return sorted(path for path in found if path.name != "__init__.py" and not _makes_records(path))


def _makes_records(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return any(ast.unparse(base) in RECORDS for node in classes for base in node.bases)


def obstacle() -> str | None:
    """Say why nothing can be compiled here, None where it can."""
    if os.environ.get("TARJIH_PURE") == "1":
        return "TARJIH_PURE=1 asks for none"
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"no C compiler ({compiler}) was found"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "the C headers of Python were not found (Debian: python3-dev)"
    return None


def compile_modules(source: Path, out: Path) -> dict[Path, str]:
    """Compile the package below `source` into `out`, which is made anew.

    Returns:
        The compiled libraries, and where they belong beside or in the package.

    Raises:
        subprocess.CalledProcessError: mypyc or the C compiler refused; its output says why.
    """
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(
        source / "tarjih", out / "tarjih", ignore=shutil.ignore_patterns("__pycache__", "*.tsv", "compiled.*")
    )
    # Its own settings: those of pyproject.toml are for checking, and a warning would stop the compiler.
    (out / "mypy.ini").write_text("[mypy]\nignore_missing_imports = true\n", encoding="utf-8")
    command = [sys.executable, str(Path(__file__).resolve()), "build"]
    subprocess.run(command, cwd=out, check=True, capture_output=True, text=True)
    lib = out / "lib"
    return {path: path.relative_to(lib).as_posix() for path in sorted(lib.rglob("*")) if path.is_file()}


def _build() -> None:
    """Compile the package in the working folder: tarjih to lib."""
    from mypyc.build import mypycify
    from setuptools import setup  # type: ignore[import-untyped]

    _compile_side_by_side()
    paths = [path.as_posix() for path in modules(Path("tarjih"))]
    extensions = mypycify(
        ["--config-file=mypy.ini", *paths],
        opt_level=OPTIMISATION,
        debug_level="0",
        multi_file=True,
        group_name=GROUP,
        target_dir="c",
    )
    setup(
        name="tarjih",
        packages=[],
        ext_modules=extensions,
        script_args=["--quiet", "build_ext", "--build-lib", "lib", "--build-temp", "objects"],
    )


def _compile_side_by_side() -> None:
    """Let setuptools compile the C files of one library on all cores, not one after the other."""
    from setuptools._distutils.ccompiler import CCompiler  # type: ignore[import-untyped]

    def compile_all(
        self: Any,
        sources: list[str],
        output_dir: str | None = None,
        macros: Any = None,
        include_dirs: Any = None,
        debug: Any = 0,
        extra_preargs: Any = None,
        extra_postargs: Any = None,
        depends: Any = None,
    ) -> list[str]:
        macros, objects, after, options, build = self._setup_compile(
            output_dir, macros, include_dirs, sources, depends, extra_postargs
        )
        before = self._get_cc_args(options, debug, extra_preargs)

        def compile_one(name: str) -> None:
            if name in build:
                self._compile(name, *build[name], before, after, options)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(compile_one, objects))
        return list(objects)

    CCompiler.compile = compile_all


if __name__ == "__main__":
    if sys.argv[1:] == ["build"]:
        _build()
    else:
        for name in compile_modules(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()).values():
            print(name)
