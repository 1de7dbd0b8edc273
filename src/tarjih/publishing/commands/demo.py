"""`tarjih demo`: the sample case, made anew where the sample has changed."""

import hashlib
import tempfile
from importlib import resources
from pathlib import Path

from tarjih.engine.case import add
from tarjih.errors import CaseError
from tarjih.lexicons import load_toml
from tarjih.publishing.commands.cases import now
from tarjih.publishing.commands.weighing import Question, weigh_case
from tarjih.publishing.documents import make_folder
from tarjih.publishing.terminal.messages import tell
from tarjih.publishing.terminal.sheet import Language
from tarjih.store.store import Store

__all__ = ["MARK", "make_sample", "serve_demo", "show_demo"]

MARK = "sample.sha256"
_NAME = "sample"


def show_demo(folder: Path | None, *, language: Language = "en") -> None:
    """Make the sample case if it is not there, weigh it and print the judgement.

    Raises:
        CaseError: `folder` holds something else.
    """
    case = folder or _home() / _NAME
    make_sample(case)
    weigh_case(case, load_toml("publishing/demo.toml", Question), language=language)


def serve_demo(folder: Path | None, *, port: int) -> None:
    """Make the sample case if it is not there and show it in the browser until Ctrl-C.

    Raises:
        CaseError: `folder` holds something else.
        InputError: The port is taken.
    """
    from tarjih.publishing.commands.serving import serve_case

    case = folder or _home() / _NAME
    make_sample(case)
    asked = load_toml("publishing/demo.toml", Question)
    serve_case(case, port=port, question=asked.hypotheses[0], subject=asked.subject)


def make_sample(folder: Path) -> bool:
    """Make the sample case in a folder, unless it stands there as today's sample has it.

    It is made beside the folder and gets its name when it is whole, so that nobody sees half of it.

    Returns:
        Whether it was made.

    Raises:
        CaseError: The folder holds something that is not the sample case.
    """
    digest = _digest(_reports())
    if _mark_of(folder) == digest:
        return False
    if folder.exists() and not _is_ours(folder):
        raise CaseError(
            f"wanted a folder for the sample case, found another thing in {folder}; name an empty or a new "
            "folder, nothing was changed"
        )
    make_folder(folder.parent)
    tell(f"making the sample case in {folder}")
    with tempfile.TemporaryDirectory(prefix=".tarjih-sample-", dir=folder.parent) as beside:
        made = Path(beside) / _NAME
        with Store.create(made, at=now()) as store:
            for failure in add(store, [_reports()], at=now()).failures:
                tell(f"{failure.report}: {failure.reason}")
        (made / MARK).write_text(f"{digest}\n", encoding="ascii")
        if folder.exists():
            folder.rename(Path(beside) / "before")
        made.rename(folder)
    return True


def _reports() -> Path:
    with resources.as_file(resources.files("tarjih.samples").joinpath("reports")) as path:
        return path


def _home() -> Path:
    # Imported late: whoever names a folder does not need it.
    from platformdirs import user_data_path

    return user_data_path("tarjih", appauthor=False)


def _digest(reports: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in reports.rglob("*") if path.is_file()):
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _mark_of(folder: Path) -> str | None:
    try:
        return (folder / MARK).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _is_ours(folder: Path) -> bool:
    return _mark_of(folder) is not None or (folder.is_dir() and not any(folder.iterdir()))
