"""Readers: what may be put in the place of our own reading of names and of claims."""

from typing import Protocol

from tarjih.records.page import Page, Words
from tarjih.records.reading import Mention, Reading, Time

__all__ = ["OWN_READER", "ReadClaims", "ReadNames", "identity_of"]

OWN_READER = "rules"


class ReadNames(Protocol):
    """A function that finds what a report names."""

    def __call__(self, words: Words, *, times: tuple[Time, ...]) -> tuple[Mention, ...]:
        """Find mentions, in the order of the text, none inside another; see `tarjih.reading.names`."""
        ...


class ReadClaims(Protocol):
    """A function that makes the reading of a page: who says what, and what happened."""

    def __call__(self, page: Page) -> Reading:
        """Extract the claims; see `tarjih.claims.extract`."""
        ...


def identity_of(reader: ReadNames | ReadClaims) -> str:
    """Return the name by which a case knows who read.

    That is its attribute `identity`, which should change with whatever changes its results (a model's
    weights, a prompt); else its module and name.
    """
    told = getattr(reader, "identity", None)
    if isinstance(told, str):
        return told
    named = reader if hasattr(reader, "__qualname__") else type(reader)
    return f"{named.__module__}.{named.__qualname__}"
