"""One line for each thing that went wrong, on standard error."""

import contextlib
import os
import sys

from tarjih.errors import InputError
from tarjih.publishing.terminal.right_to_left import arrange, choose_order, clean

__all__ = ["DEBUG", "describe_bug", "tell", "wants_details"]

DEBUG = "TARJIH_DEBUG"


def wants_details() -> bool:
    """Say whether the user asked for everything about unexpected errors."""
    return os.environ.get(DEBUG, "") not in {"", "0"}


def tell(message: object) -> None:
    """Write one line to standard error, whatever the message holds."""
    line = " ".join(clean(str(message)).split())
    if not line.isascii() and sys.stderr.isatty():
        with contextlib.suppress(InputError):  # a wrong wish about the order is told by whoever needs it
            if choose_order(to_terminal=True, environment=os.environ) == "visual":
                line = arrange(line)
    sys.stdout.flush()
    sys.stderr.write(f"tarjih: {line}\n")
    sys.stderr.flush()


def describe_bug(error: BaseException) -> str:
    """Return one line about an error that Tarjih did not foresee; its details go out first if asked for."""
    if wants_details():
        import traceback

        traceback.print_exception(error)
    return (
        f"this should not have happened ({type(error).__name__}: {str(error)[:200]}); please report it with "
        f"the command and the output of: tarjih doctor. {DEBUG}=1 shows where it happened"
    )
