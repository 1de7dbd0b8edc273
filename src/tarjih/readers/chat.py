"""Chat completions: questions to an endpoint that speaks as OpenAI's does, this machine's own by default."""

import ipaddress
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import ModuleType
from urllib.parse import SplitResult, urlsplit

import msgspec

from tarjih.errors import InputError, MissingExtraError, ReaderError

__all__ = ["Chat", "Message"]

_PATH = "/chat/completions"
_LOCAL = frozenset(("localhost", "localhost."))
_OK = 200
_SHOWN = 200  # code points of an endpoint's own words in an error
_SEED = 0


class Message(msgspec.Struct, frozen=True):
    """One message of a chat."""

    role: str
    content: str


class _Choice(msgspec.Struct, frozen=True):
    message: Message


class _Completion(msgspec.Struct, frozen=True):
    choices: tuple[_Choice, ...]


class Chat:
    """One model behind one endpoint; keeps no connection open between questions."""

    def __init__(
        self, address: str, *, model: str, key: str = "", allow_remote: bool = False, timeout: float = 120.0
    ) -> None:
        """Check the address; nothing is sent yet.

        Args:
            address: Up to the part before "/chat/completions".
            model: The model's name at the endpoint.
            key: Sent as a bearer token, "" for none.
            allow_remote: Whether the address may be on another machine.
            timeout: Seconds to wait for a connection, and for an answer.

        Raises:
            InputError: The address is none, or is on another machine and may not be.
        """
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise InputError(
                f"wanted an address such as http://127.0.0.1:8080/v1, found {address!r}; give a key by itself"
            )
        self.is_local = _is_local(parts)
        if not self.is_local and not allow_remote:
            raise InputError(
                f"{parts.hostname} is not this machine: reports would leave it, and what they tell can hurt "
                "people; run the model here, or say --allow-remote (in Python: allow_remote=True)"
            )
        self.address = address.rstrip("/")
        self.model = model
        self.timeout = timeout
        self._key = key
        self._allow_remote = allow_remote

    def __repr__(self) -> str:
        return f"Chat({self.address!r}, model={self.model!r})"  # never the key

    def ask(self, messages: Sequence[Message], *, schema: Mapping[str, object]) -> str:
        """Ask for an answer of a shape, at temperature 0.

        Args:
            messages: The chat so far.
            schema: JSON Schema of the answer. Endpoints that know no `response_format` may ignore it.

        Returns:
            The text of the first answer.

        Raises:
            ReaderError: The endpoint cannot be reached, is too slow, or answers with an error.
            MissingExtraError: The extra is not installed.
        """
        httpx = _httpx()
        body = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": _SEED,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
        }
        headers = {"content-type": "application/json"}
        if self._key:
            headers["authorization"] = f"Bearer {self._key}"
        try:
            # Proxies are for other machines: what is meant for this one must not be sent to one.
            with httpx.Client(timeout=self.timeout, trust_env=not self.is_local) as client:
                answer = client.post(self.address + _PATH, content=msgspec.json.encode(body), headers=headers)
        except httpx.TimeoutException as error:
            raise ReaderError(
                f"wanted an answer of {self.address} within {self.timeout:g} s, found none; is the model too "
                "slow for this machine?"
            ) from error
        except httpx.HTTPError as error:
            raise ReaderError(
                f"wanted an answer of {self.address}, found: {_short(str(error))}; is the endpoint running?"
            ) from error
        if answer.status_code != _OK:
            raise ReaderError(
                f"wanted an answer of {self.address}, found HTTP {answer.status_code}: "
                f"{_short(answer.text)}; check address, model and key"
            )
        return self._content(answer.content)

    def _content(self, raw: bytes) -> str:
        try:
            completion = msgspec.json.decode(raw, type=_Completion)
        except msgspec.DecodeError as error:
            raise ReaderError(
                f"wanted a chat completion of {self.address}, found something else ({error}); check the "
                "address"
            ) from error
        if not completion.choices:
            raise ReaderError(f"wanted one answer of {self.address}, found none; try again")
        return completion.choices[0].message.content


def _is_local(parts: SplitResult) -> bool:
    """Say whether an address is this machine's own, by what it says and not by asking a name server."""
    host = parts.hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in _LOCAL


def _short(text: str) -> str:
    return " ".join(text.split())[:_SHOWN]


def _httpx() -> ModuleType:
    try:
        return import_module("httpx")
    except ImportError as error:
        raise MissingExtraError(
            "wanted httpx to ask a language model, found none; install the extra: pip install 'tarjih[llm]'"
        ) from error
