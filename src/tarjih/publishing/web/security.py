"""What keeps the pages to themselves: who may ask, what a page may load, and that a form is ours."""

import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FIELD", "Guard", "token_of"]

FIELD = "token"
_COOKIE = "tarjih"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_FORM = "application/x-www-form-urlencoded"
_LARGEST_FORM = 4_000_000  # bytes: a report pasted into the trial page
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = (
    (b"content-security-policy", _CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def token_of(request: Request) -> str:
    """Return the token that a form of this browser must carry."""
    return str(request.scope["tarjih.token"])


class Guard:
    """Middleware: a known `Host`, our own forms only, and headers that let a page load nothing foreign.

    A site elsewhere can make a browser send a form to 127.0.0.1, but it knows neither the cookie nor the
    token, and a name of its own that points here (DNS rebinding) is no known host.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        cookie = request.cookies.get(_COOKIE, "")
        token = cookie if len(cookie) >= 32 and cookie.isascii() else secrets.token_urlsafe(32)
        scope["tarjih.token"] = token
        send = _with_headers(send, cookie=None if token == cookie else token)
        if request.headers.get("host", "") not in self.hosts:
            await _refuse(421, "unknown host")(scope, receive, send)
            return
        if request.method not in _SAFE:
            refused, receive = await _check(request, receive, token=token)
            if refused is not None:
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)


async def _check(request: Request, receive: Receive, *, token: str) -> tuple[Response | None, Receive]:
    """Say whether a request that changes something comes from one of our own pages; keep its body."""
    origin = request.headers.get("origin")
    if origin not in {None, "null"} and origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
        return _refuse(403, "a form of another site"), receive
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_FORM:
            return _refuse(413, "too much text"), receive
    given = request.headers.get("x-tarjih-token", "")
    if not given and request.headers.get("content-type", "").startswith(_FORM):
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        given = fields.get(FIELD, [""])[0]
    if not hmac.compare_digest(given.encode(), token.encode()):
        return _refuse(403, "the form is too old: go back, load the page anew and send it again"), receive
    return None, _again(body)


def _again(body: bytes) -> Receive:
    """Return a `receive` that gives the body once more."""
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            return {"type": "http.disconnect"}
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _with_headers(send: Send, *, cookie: str | None) -> Callable[[Message], Awaitable[None]]:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", ()), *_HEADERS]
            if cookie is not None:
                value = f"{_COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict"
                headers.append((b"set-cookie", value.encode()))
            message = {**message, "headers": headers}
        await send(message)

    return send_with_headers


def _refuse(status: int, reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", status_code=status)
