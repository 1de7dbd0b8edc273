"""Readers by the names that users give them: "rules", "transformers:FOLDER", "llm:URL#MODEL"."""

from pathlib import Path

from tarjih.errors import InputError
from tarjih.records.readers import OWN_READER, ReadClaims, ReadNames
from tarjih.records.record import Record

__all__ = ["Readers", "choose_claims", "choose_names", "choose_reader"]

_NAMES, _CLAIMS = "transformers", "llm"


class Readers(Record, frozen=True, kw_only=True):
    """Who reads in the place of our own rules; None where they do."""

    names: ReadNames | None = None
    claims: ReadClaims | None = None


def choose_names(asked: str) -> ReadNames | None:
    """Return what reads names: "rules" (None) or "transformers:FOLDER".

    Raises:
        InputError: It is something else, or there is no such folder.
    """
    if asked == OWN_READER:
        return None
    kind, _, folder = asked.partition(":")
    if kind != _NAMES or not folder:
        raise InputError(
            f"wanted {OWN_READER} or {_NAMES}:FOLDER to read names, found {asked!r}; FOLDER holds the model"
        )
    from tarjih.readers.transformers import TransformersNames

    return TransformersNames(Path(folder))


def choose_claims(asked: str, *, key: str = "", allow_remote: bool = False) -> ReadClaims | None:
    """Return what reads claims: "rules" (None) or "llm:URL#MODEL".

    Args:
        asked: The reader; URL is the address of an endpoint that speaks as OpenAI's chat completions do,
            up to the part before "/chat/completions".
        key: What the endpoint wants to be shown, "" for nothing.
        allow_remote: Whether reports may leave this machine.

    Raises:
        InputError: It is something else, or the endpoint is not on this machine and may not be used.
    """
    if asked == OWN_READER:
        return None
    kind, _, rest = asked.partition(":")
    address, _, model = rest.rpartition("#")
    if kind != _CLAIMS or not address or not model:
        raise InputError(
            f"wanted {OWN_READER} or {_CLAIMS}:URL#MODEL to read claims, found {asked!r}; for example "
            f"{_CLAIMS}:http://127.0.0.1:8080/v1#my-model"
        )
    from tarjih.readers.llm import LlmClaims

    return LlmClaims(address, model=model, key=key, allow_remote=allow_remote)


def choose_reader(asked: str, *, key: str = "", allow_remote: bool = False) -> Readers:
    """Return one reader by its name, whatever it reads; the rules do the rest.

    Raises:
        InputError: There is none of that name.
    """
    if asked.startswith(f"{_CLAIMS}:"):
        return Readers(claims=choose_claims(asked, key=key, allow_remote=allow_remote))
    if asked.startswith(f"{_NAMES}:"):
        return Readers(names=choose_names(asked))
    if asked == OWN_READER:
        return Readers()
    raise InputError(
        f"wanted {OWN_READER}, {_NAMES}:FOLDER or {_CLAIMS}:URL#MODEL for a reader, found {asked!r}"
    )
