"""Particles and pronouns stuck to a word: every way to peel them off.

A split is only a proposal; it counts once a lexicon knows the stem.
"""

__all__ = ["CONJUNCTIONS", "PREPOSITIONS", "splits"]

CONJUNCTIONS = ("\u0648", "\u0641")  # waw, feh
PREPOSITIONS = ("\u0628", "\u0643", "\u0644")  # beh, kaf, lam
_ARTICLE = "\u0627\u0644"
_LAM_ARTICLE = "\u0644\u0644"
_FUTURE = "\u0633"
_QUESTION = "\u0627"
_PRONOUNS = (
    "\u0647\u0645\u0627",  # -huma
    "\u0643\u0645\u0627",  # -kuma
    "\u0647\u0627",  # -ha
    "\u0647\u0645",  # -hum
    "\u0647\u0646",  # -hunna
    "\u0643\u0645",  # -kum
    "\u0646\u064a",  # -ni
    "\u0646\u0627",  # -na
    "\u0647",  # -hu
    "\u0643",  # -ka
    "\u064a",  # -i
)
_TEH = "\u062a"
_HEH = "\u0647"
_ALEF = "\u0627"
_YEH = "\u064a"
_WAW = "\u0648"
_SHORTEST = 2
_FRONTS = frozenset((*CONJUNCTIONS, *PREPOSITIONS, _ARTICLE[0], _FUTURE))


def _proclitics(key: str) -> list[tuple[str, str]]:
    """Return (particles, rest) for each way to peel the front, the bare word first."""
    found = [("", key)]
    if key[0] not in _FRONTS:
        return found
    heads = [("", key)]
    if key[0] in CONJUNCTIONS and len(key) > _SHORTEST:
        heads.append((key[0], key[1:]))
        found.append(heads[-1])
    for before, rest in heads:
        if rest.startswith(_LAM_ARTICLE) and len(rest) > _SHORTEST + 1:
            found.append((before + _LAM_ARTICLE, rest[2:]))
            # a stem that itself begins with lam writes three of them as two
            found.append((before + _LAM_ARTICLE, rest[1:]))
        if rest.startswith(_ARTICLE) and len(rest) > _SHORTEST + 1:
            found.append((before + _ARTICLE, rest[2:]))
        if rest[0] in PREPOSITIONS and len(rest) > _SHORTEST:
            found.append((before + rest[0], rest[1:]))
            if rest[1:].startswith(_ARTICLE) and len(rest) > _SHORTEST + 2:
                found.append((before + rest[0] + _ARTICLE, rest[3:]))
        if rest[0] == _FUTURE and len(rest) > _SHORTEST:
            found.append((before + _FUTURE, rest[1:]))
    return found


_BY_LAST = {last: tuple(p for p in _PRONOUNS if p[-1] == last) for last in {p[-1] for p in _PRONOUNS}}


def _enclitics(stem: str, pronouns: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (stem, pronoun) for each of the pronouns that the end may be, with the spellings it hid."""
    found = [(stem, "")]
    for pronoun in pronouns:
        if not stem.endswith(pronoun) or len(stem) - len(pronoun) < _SHORTEST:
            continue
        bare = stem[: -len(pronoun)]
        found.append((bare, pronoun))
        last = bare[-1]
        if last == _TEH:  # teh marbuta opens before a pronoun
            found.append((bare[:-1] + _HEH, pronoun))
        elif last == _ALEF:  # alef maqsura turns to alef
            found.append((bare[:-1] + _YEH, pronoun))
        elif last == _WAW:  # the silent alef of the plural falls away
            found.append((bare + _ALEF, pronoun))
    return found


def splits(key: str) -> tuple[tuple[str, str, str], ...]:
    """Return all (before, stem, after) readings of a folded key, the whole word first.

    >>> ("وبال", "باب", "") in splits("وبالباب")
    True
    """
    if len(key) < _SHORTEST:
        return (("", key, ""),)
    pronouns = _BY_LAST.get(key[-1])
    if pronouns is None:
        return tuple([(before, rest, "") for before, rest in _proclitics(key)])
    return tuple([
        (before, stem, after)
        for before, rest in _proclitics(key)
        for stem, after in _enclitics(rest, pronouns)
    ])
