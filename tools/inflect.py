"""Write out the inflected forms of verbs, nouns and adjectives, as folded keys with their features."""

from functools import cache

from mazini import MaziniError, conjugate
from mazini.lexicon import attested_wazns

from tarjih.arabic.orthography import ARABIC_LETTER, fold

__all__ = ["inflect_nominal", "inflect_verb", "is_verb_item"]

_FORM_I = ("فعَل يفعُل", "فعَل يفعِل", "فعَل يفعَل", "فعِل يفعَل", "فعُل يفعُل", "فعِل يفعِل")
_TENSES = ("past", "ind", "sub", "juss")
_PERSONS = ("3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p")
_SLOTS = tuple(
    f"{tense}_{voice}{person}" for tense in _TENSES for voice in ("", "pass_") for person in _PERSONS
)
_CODES = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII", "QIII", "QIV"}


def is_verb_item(item: str) -> bool:
    """Say whether an item of a pattern stands for a verb: root, colon, form code ("قتل:I").

    Forms that are better known as other words may be left out behind hyphens: "حكم:III-حاكم".

    Raises:
        ValueError: Arabic letters and a colon, but no form code: a misspelt verb, not a word.
    """
    root, colon, code = item.split("-", 1)[0].partition(":")
    if not colon or code in _CODES:
        return bool(root and colon)
    if ARABIC_LETTER.match(root):
        raise ValueError(f"wanted a form behind the root, one of {sorted(_CODES)}, found {item!r}")
    return False


def _patterns(root: str, code: str) -> list[str]:
    """Return the patterns to conjugate: the attested ones of form I, else the form itself."""
    if code != "I":
        return {"QI": ["Iq"], "QII": ["IIq"], "QIII": ["IIIq"], "QIV": ["IVq"]}.get(code, [code])
    attested = [wazn for wazn in attested_wazns(root) if wazn in _FORM_I]
    if not attested:
        raise ValueError(f"wanted an attested verb of form I, found none for the root {root!r}")
    return attested


@cache
def inflect_verb(item: str) -> dict[str, tuple[str, ...]]:
    """Return folded form -> slots ("past_3ms", "ind_pass_3fs", ...) of a verb item such as "قتل:I".

    Forms named behind hyphens are left out ("حكم:III-حاكم": the judge is no verb).

    Raises:
        ValueError: Not a root and form that can be conjugated, or a form left out that it has not.
    """
    name, *left_out = item.split("-")
    root, _, code = name.partition(":")
    found: dict[str, dict[str, None]] = {}
    for wazn in _patterns(root, code):
        try:
            slots = conjugate(root, wazn).slots
        except MaziniError as error:
            raise ValueError(f"wanted a root and form of a verb, found {name!r}: {error}") from error
        for slot in _SLOTS:
            for form in slots.get(slot, ()):
                if form.form and form.form != "?":
                    found.setdefault(fold(form.form), {})[slot] = None
    for other in left_out:
        if found.pop(fold(other), None) is None:
            raise ValueError(f"wanted a form of {name} to leave out, found {other!r}")
    return {key: tuple(slots) for key, slots in found.items()}


_TEH_MARBUTA = "ة"


def _endings(lemma: str, *, adjective: bool) -> list[tuple[str, str]]:
    """Return (ending, feature) pairs that a noun or adjective of this shape may take."""
    if lemma.endswith(_TEH_MARBUTA):
        return [
            ("ت" + end, feature)
            for end, feature in (("ان", "dual"), ("ين", "dual"), ("ا", "dual"), ("ي", "dual"))
        ]
    if lemma.endswith(("ون", "ين")):
        return []
    dual = [("ان", "dual"), ("ين", "dual_or_plural"), ("ي", "construct")]
    if adjective:
        return [
            *dual,
            ("ة", "feminine"),
            ("ون", "plural"),
            ("ات", "plural"),
            ("تان", "dual"),
            ("تين", "dual"),
            ("و", "construct"),
            ("ا", "accusative"),
        ]
    return dual if lemma.endswith(("ا", "ء", "ى", "ات")) else [*dual, ("ا", "accusative")]


def inflect_nominal(lemma: str, *, pos: str) -> dict[str, tuple[str, ...]]:
    """Return folded form -> features of a noun or adjective given in the singular (or broken plural).

    Duals, the accusative alef and, for adjectives and participles, feminine and sound plurals are
    written out; sound feminine plurals of nouns in teh marbuta too. Broken plurals are listed by hand.
    """
    found: dict[str, tuple[str, ...]] = {fold(lemma): ()}
    for ending, feature in _endings(lemma, adjective=pos == "adjective"):
        stem = lemma[:-1] if lemma.endswith(_TEH_MARBUTA) else lemma
        found.setdefault(fold(stem + ending), (feature,))
    if lemma.endswith(_TEH_MARBUTA):
        found.setdefault(fold(lemma[:-1] + "ات"), ("plural",))
        if pos == "adjective":
            for ending, feature in (("ون", "plural"), ("ين", "plural")):
                found.setdefault(fold(lemma[:-1] + ending), (feature,))
    return found
