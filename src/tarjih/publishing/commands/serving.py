"""`tarjih serve`: the pages of a case on this machine."""

import socket
import sys
import threading
from pathlib import Path

from tarjih.errors import InputError
from tarjih.publishing.terminal.messages import tell

__all__ = ["serve_case"]

_LOCAL = {"127.0.0.1", "localhost", "::1"}


def serve_case(
    folder: Path,
    *,
    port: int,
    host: str = "127.0.0.1",
    question: str = "decline",
    subject: str | None = None,
) -> None:
    """Serve the pages of a case until Ctrl-C.

    Args:
        folder: The case.
        port: Where to listen; 0 for any that is free.
        host: The address to listen on: this machine only, unless told otherwise.
        question: The hypotheses that are shown first.
        subject: Whom they are about.

    Raises:
        CaseError: The folder is no case, or cannot be used.
        InputError: The address is taken, or none of this machine's.
    """
    # Late: these bring a web server, which no other command needs.
    import uvicorn

    from tarjih.publishing.web.app import make_app
    from tarjih.publishing.web.desk import Desk

    listening = _listen(host, port)
    with listening:
        port = listening.getsockname()[1]
        desk = Desk(folder, question=question, subject=subject)
        try:
            desk.refresh()
            names = _LOCAL | {host} if host in _LOCAL else {host, *_LOCAL}
            hosts = {f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names}
            tell(f"the case {folder} is at http://{_shown(host)}:{port}/ - stop with Ctrl-C")
            if host not in _LOCAL:
                tell(f"whoever reaches {host} can read and change this case: there is no login yet")
            config = uvicorn.Config(make_app(desk, hosts=hosts), log_level="warning", access_log=False)
            threading.Thread(target=desk.warm, daemon=True).start()
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(
            f"wanted to listen on {host}, port {port}, found: {reason}; name another with --port N"
        ) from error
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
