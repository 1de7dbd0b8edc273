"""Folded keys for look-ups: letters that writers confuse are made one, signs that carry no letter go.

Only keys are folded. The stored text never is.
"""

import re
import unicodedata

__all__ = ["ARABIC_LETTER", "arabic_share", "fold", "western_digits"]

_DROPPED = "".join(chr(c) for c in (*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670))
_MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"
_LETTERS = {
    "\u0623": "\u0627",  # alef with hamza above
    "\u0625": "\u0627",  # alef with hamza below
    "\u0622": "\u0627",  # alef with madda
    "\u0671": "\u0627",  # alef wasla
    "\u0624": "\u0648",  # waw with hamza
    "\u0626": "\u064a",  # yeh with hamza
    "\u0649": "\u064a",  # alef maqsura
    "\u06cc": "\u064a",  # Farsi yeh
    "\u06d2": "\u064a",  # yeh barree
    "\u0629": "\u0647",  # teh marbuta
    "\u06c0": "\u0647",
    "\u06c1": "\u0647",
    "\u06d5": "\u0647",
    "\u06a9": "\u0643",  # keheh
    "\u06af": "\u0643",  # gaf
    "\u06a4": "\u0641",  # veh
    "\u067e": "\u0628",  # peh
    "\u0686": "\u062c",  # tcheh
    "\u0698": "\u0632",  # jeh
    "\u00a0": " ",
}
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
_TABLE = str.maketrans(_LETTERS | _DIGITS | dict.fromkeys(_DROPPED + _MARKS, ""))
_DIGIT_TABLE = str.maketrans(_DIGITS | {"\u066b": ".", "\u066c": ","})
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]+")
_TOUCHED = re.compile("[\ufb50-\ufdff\ufe70-\ufeff" + "".join(map(chr, _TABLE)) + "]")
ARABIC_LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


def fold(form: str) -> str:
    """Fold one written form into its look-up key.

    Joins hamza seats to their letters, teh marbuta to heh, alef maqsura to yeh, Persian letters to Arabic
    ones and the digits of three scripts to ASCII; drops tatweel, harakat and bidi marks; lower-cases Latin.

    >>> fold("إصابةٌ") == fold("اصابه")
    True

    Source: design of the look-up keys in `decisions/`, after the spellings met in Arabic news.
    """
    if _TOUCHED.search(form) is None:
        return form.lower()
    if _PRESENTATION.search(form):
        form = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()), form)
    return form.translate(_TABLE).lower()


def western_digits(text: str) -> str:
    """Write the digits of three scripts in ASCII, letter for letter: offsets stay."""
    return text.translate(_DIGIT_TABLE)


def arabic_share(text: str) -> float:
    """Return the share of Arabic letters among all letters, 0.0 where there are none."""
    letters = sum(map(str.isalpha, text))
    return len(ARABIC_LETTER.findall(text)) / letters if letters else 0.0
