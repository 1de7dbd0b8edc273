"""Bytes to text: which encoding, on what evidence, and what had to be guessed."""

import codecs
import re

import msgspec

from tarjih.arabic.orthography import ARABIC_LETTER
from tarjih.errors import EncodingError

__all__ = ["Decoded", "decode", "refuse_binary", "utf16_name"]

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "an RTF document"),
)
# Single-byte encodings that Arabic and Western reports were published in, best known first.
_SINGLE_BYTE = ("windows-1252", "windows-1256", "iso-8859-6", "cp720")
# What charset-normalizer may propose where our own evidence is thin, if there is enough to go by.
_OTHERS = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "koi8_r", "gb18030", "shift_jis", "euc_kr"]
_LEAST_BEYOND = 100  # bytes beyond ASCII: on less it finds Korean in five stray bytes
_CONTROL = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
# The high byte of UTF-16 is 0x00 for Latin letters, digits and blanks and 0x06 for Arabic letters.
_HIGH = b"\x00\x06"
_SHARE_OF_HIGH = 0.6
_MOST_CONTROL = 0.01
_BROKEN_PER_LETTERS = 100  # a UTF-8 text may hold one broken sequence in so many letters beyond ASCII
_LEAST_EVIDENCE = 0.5  # of the words that hold letters beyond ASCII
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~«»“”‘’،؛؟…–—]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0192'’\u00ad]+")
_ARABIC_WORD = re.compile("[\u0621-\u063a\u0640-\u0652\u0670\u067e\u0686\u0698\u06a9\u06af\u06cc]+")
# Letters that only end a word (teh marbuta, alef maqsura) and never stand before another letter.
_FINAL_INSIDE = re.compile("[\u0629\u0649][\u0621-\u063a\u0641-\u064a]")


class Decoded(msgspec.Struct, frozen=True):
    """Text, the name of the encoding it was read in, and notes on what was guessed."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """Decode the bytes of a report.

    Evidence in this order: a byte order mark; zero bytes in the pattern of UTF-16; strict UTF-8; then the
    single-byte encoding in which the words look most like words.

    Args:
        raw: The bytes of one report.
        declared: The encoding that the report itself claims, None where it claims none.

    Raises:
        EncodingError: The bytes are no text, or none in an encoding we know.
    """
    marked = _marked(raw)
    if marked is not None:
        return marked
    text: str | None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = None
    clear = text is not None and "\0" not in text and not text.startswith(("%PDF-", "{\\rtf"))
    if text is not None and clear and utf16_name(raw) is None:
        return Decoded(text, "utf-8", _contradiction(declared, "utf-8"))
    refuse_binary(raw)
    name = utf16_name(raw)
    if name is not None:
        try:
            return Decoded(raw.decode(name, "surrogatepass"), name, _guess(declared, name))
        except UnicodeDecodeError:
            pass
    if text is not None:
        return Decoded(text, "utf-8", _contradiction(declared, "utf-8"))
    return _mended_utf8(raw, declared=declared) or _single_byte(raw, declared=declared)


def _marked(raw: bytes) -> Decoded | None:
    """Read text by its byte order mark, None where it has none or the text belies it."""
    for bom, name in _BOMS:
        if not raw.startswith(bom):
            continue
        # Halves of surrogate pairs are let through here and become U+FFFD when lines are made.
        lenient = "strict" if name == "utf-8" else "surrogatepass"
        try:
            return Decoded(raw[len(bom) :].decode(name, lenient), name)
        except UnicodeDecodeError:
            text = raw[len(bom) :].decode(name, "replace")
        broken = text.count("\ufffd")
        if broken * _BROKEN_PER_LETTERS <= max(len(text), _BROKEN_PER_LETTERS) and len(text) > 1:
            return Decoded(text, name, (_broken_note(broken, name),))
        return None
    return None


def refuse_binary(raw: bytes) -> None:
    """Refuse bytes that are no text at all; their beginning is enough.

    Raises:
        EncodingError: They begin like a known format, or hold too many control characters.
    """
    wanted = "wanted text in UTF-8, UTF-16 or windows-1256, found"
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise EncodingError(f"{wanted} {kind}; save its text as a .txt or .html file")
    sample = raw[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > _MOST_CONTROL * len(sample) and utf16_name(raw) is None:
        raise EncodingError(f"{wanted} binary data; save its text as a .txt or .html file")


def utf16_name(raw: bytes) -> str | None:
    """Return utf-16-le or utf-16-be where a mark says so or every second byte is a high byte of it."""
    sample = raw[:_SAMPLE]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not sample.startswith(
        codecs.BOM_UTF32_LE
    ):
        return "utf-16-le" if sample.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    half = len(sample) // 2
    if half < 2 or (len(raw) % 2 and len(raw) < _SAMPLE):
        return None
    shares = [(half - len(sample[parity : 2 * half : 2].translate(None, _HIGH))) / half for parity in (0, 1)]
    if min(shares) > _SHARE_OF_HIGH / 2 or max(shares) < _SHARE_OF_HIGH:
        return None
    return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"


def _mended_utf8(raw: bytes, *, declared: str | None) -> Decoded | None:
    """Read UTF-8 in which a few sequences are broken, None where it is no UTF-8."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = sum(not c.isascii() for c in text[:_SAMPLE])
    whole = beyond - text[:_SAMPLE].count("\ufffd")
    if whole < 2 or broken * _BROKEN_PER_LETTERS > max(whole, _BROKEN_PER_LETTERS):
        return None
    return Decoded(text, "utf-8", (_broken_note(broken, "utf-8"), *_contradiction(declared, "utf-8")))


def _broken_note(broken: int, name: str) -> str:
    return f"{broken} broken sequence{'s' * (broken != 1)} of {name} read as U+FFFD"


def _single_byte(raw: bytes, *, declared: str | None) -> Decoded:
    """Read bytes in the single-byte encoding in which their words look most like words."""
    sample = raw[:_SAMPLE]
    names = list(_SINGLE_BYTE)
    known = _known_name(declared)
    if known is not None:
        names = [known, *(name for name in names if name != known)]
    # Of equal scores the first wins, so that what the page declares counts where nothing speaks against it.
    score, best = max(((_likeness(sample, name), name) for name in names), key=lambda pair: pair[0])
    if score < _LEAST_EVIDENCE:
        best = _second_opinion(sample)
    text = raw.decode(best, "replace")
    notes = _guess(declared, best)
    if "\ufffd" in text:
        notes = (*notes, f"{text.count(chr(0xFFFD))} bytes have no letter in {best}, read as U+FFFD")
    return Decoded(text, best, notes)


def _known_name(declared: str | None) -> str | None:
    """Return the declared encoding under the name we use, None where Python knows none such."""
    if not declared:
        return None
    try:
        info = codecs.lookup(declared)
    except (LookupError, ValueError):
        return None
    aliases = {"cp1256": "windows-1256", "cp1252": "windows-1252", "iso8859-1": "windows-1252"}
    name = aliases.get(info.name, info.name)
    return name if getattr(info, "_is_text_encoding", True) else None


def _likeness(sample: bytes, name: str) -> float:
    """Return from -1 to 1 how much the words that hold letters beyond ASCII look like words."""
    text = sample.decode(name, "replace")
    score, count = 0.0, 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        count += 1
        score += _word_likeness(word)
    return score / count if count else 0.0


def _word_likeness(word: str) -> float:
    """Return how much one word that holds letters beyond ASCII looks like one of its script."""
    if _ARABIC_WORD.fullmatch(word):
        if _FINAL_INSIDE.search(word):
            return -0.5
        return 1.0 if len(word) > 1 or word == "\u0648" else 0.25
    if _LATIN.fullmatch(word):
        # Arabic read as Western looks like "ÇáÚÑÇÞ": no ASCII letter, capitals inside.
        plain = any(c.isascii() for c in word) and (word[1:].islower() or word.isupper())
        return 0.75 if plain else 0.25 if len(word) == 1 else -1.0
    if word.isalpha() and not ARABIC_LETTER.search(word) and not _LATIN.search(word):
        return 0.0  # another script altogether: no evidence either way
    return -1.0


def _second_opinion(sample: bytes) -> str:
    """Ask charset-normalizer where our own evidence is thin.

    Raises:
        EncodingError: It knows no encoding either.
    """
    if sum(byte > 127 for byte in sample) >= _LEAST_BEYOND:
        from charset_normalizer import from_bytes

        best = from_bytes(sample, threshold=0.1, cp_isolation=_OTHERS).best()
        if best is not None:
            return best.encoding.replace("_", "-")
    raise EncodingError(
        "wanted text in UTF-8, UTF-16 or windows-1256, found bytes in no encoding we know; "
        "save the report as UTF-8"
    )


def _guess(declared: str | None, name: str) -> tuple[str, ...]:
    """Return the note on an encoding that was found by looking."""
    if not declared:
        return (f"encoding not declared; read as {name}",)
    return _contradiction(declared, name)


def _contradiction(declared: str | None, name: str) -> tuple[str, ...]:
    """Return the note on a declaration that the bytes speak against."""
    if not declared or _family(_known_name(declared)) == _family(name):
        return ()
    return (f"encoding declared as {declared[:40]}; read as {name}",)


def _family(name: str | None) -> str | None:
    """Return one name for the encodings that a declaration may mean by the same word."""
    if name is None:
        return None
    plain = name.replace("_", "-").removesuffix("-le").removesuffix("-be").removesuffix("-sig")
    return "utf-8" if plain == "ascii" else plain
