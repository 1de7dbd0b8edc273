"""The tree of errors.

    TarjihError
    ├── InputError          a report, date, option or file that cannot be used as given
    │   └── EncodingError   bytes that are no text in any encoding we know
    ├── LexiconError        a wrong row in a lexicon: names file, row and column
    ├── HypothesesError     a wrong hypotheses file: names the path inside it
    ├── CaseError           a case folder that is none, is newer, or is in use
    ├── MissingExtraError   an optional part that is not installed
    └── ReaderError         a plugged-in reader that gives no answer that can be used

Every message says what was wanted, what was found and what to do next.
"""

__all__ = [
    "CaseError",
    "EncodingError",
    "HypothesesError",
    "InputError",
    "LexiconError",
    "MissingExtraError",
    "ReaderError",
    "TarjihError",
]


class TarjihError(Exception):
    """The root of all errors that Tarjih raises on purpose."""


class InputError(TarjihError):
    """Something given to Tarjih cannot be used as it is."""


class EncodingError(InputError):
    """Bytes are no text in any encoding we know."""


class LexiconError(TarjihError):
    """A lexicon file holds a wrong row."""


class HypothesesError(TarjihError):
    """A file of hypotheses is wrong."""


class CaseError(TarjihError):
    """A case folder cannot be used."""


class MissingExtraError(TarjihError):
    """An optional part is not installed."""


class ReaderError(TarjihError):
    """A reader that was put in the place of our own gave no answer that can be used."""
