"""A stub of a chat-completions endpoint: real HTTP on this machine, answers made up beforehand."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Stub:
    """Answers question n with answer n, the last one again and again; keeps what it was asked."""

    def __init__(self, *answers: object, status: int = 200, hangs: bool = False) -> None:
        self.answers = answers
        self.status = status
        self.hangs = threading.Event() if hangs else None
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""

    def answer(self) -> bytes:
        given = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(given, bytes):
            return given
        content = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@contextmanager
def serving(stub: Stub, own_ports: set[int]) -> Iterator[Stub]:
    """Serve a stub on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            stub.asked.append(json.loads(raw))
            stub.headers.append({name.lower(): value for name, value in self.headers.items()})
            if stub.hangs is not None:
                stub.hangs.wait(10)
                return
            body = stub.answer() if self.path == "/v1/chat/completions" else b"no such path"
            self.send_response(stub.status if self.path == "/v1/chat/completions" else 404)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    own_ports.add(port)
    stub.address = f"http://127.0.0.1:{port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        if stub.hangs is not None:
            stub.hangs.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
