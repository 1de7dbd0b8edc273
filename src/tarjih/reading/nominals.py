"""Definite nouns that point back at something named: "the newspaper", "the town", "the country"."""

from collections import Counter
from functools import cache

from tarjih.arabic.orthography import fold
from tarjih.reading.bodies import Found
from tarjih.reading.naming import actors, nominals, places, usual_rows
from tarjih.records.page import Words
from tarjih.records.reading import Kind

__all__ = ["kind_of", "resolve_nominals"]

_ARTICLE = "\u0627\u0644"
_DEFINITE = (
    "\u0648\u0627\u0644",
    "\u0628\u0627\u0644",
    "\u0648\u0628\u0627\u0644",
    "\u0644\u0644",
    "\u0648\u0644\u0644",
    _ARTICLE,
)
_LONGEST_PARTICLES = 5
_PARTIES = frozenset(("n-party", "n-movement", "n-group", "n-organisation"))
_SIDED = frozenset(("n-rebels", "n-militia", "n-separatists"))  # the country settles who is called that
_ANY = "ANY"  # whatever country the report is about
_CITY = "n-city"
_CAPITAL = "n-capital"
_STATE = "n-state"
_COALITION = "n-coalition"
_COALITION_MARK = "coalition"
_PROVINCE = "n-province"
_DISTRICT = "n-district"
_DISTRICT_RULES = frozenset(("typed:t-district", "typed:t-area"))
_PLACE_KINDS: dict[str, frozenset[str]] = {
    "n-city": frozenset(("town",)),
    "n-town": frozenset(("town",)),
    "n-province": frozenset(("province", "town", "region")),
    "n-district": frozenset(("district", "town")),
    "n-strip": frozenset(("region",)),
    "n-university": frozenset(("point",)),
    "n-base": frozenset(("point",)),
}


_PARTY_KINDS = frozenset(("ORGANISATION", "ARMED_GROUP"))
_BODY_KINDS = frozenset(("ORGANISATION", "ARMED_GROUP", "GOVERNMENT", "MILITARY", "OUTLET"))
_SMALLER = frozenset(("typed:t-town", "typed:t-village"))


def resolve_nominals(words: Words, found: list[Found], *, evidence: Counter[str]) -> list[Found]:
    """Keep the nouns that point back at something named; give each the row or name it points at.

    Something named with the same noun is preferred: "the movement" is the last "movement X".
    """
    kept: list[Found] = []
    for f in found:
        if not f.nominal or f.row not in nominals():
            kept.append(f)
            continue
        before = _of_usual_side(kept, _usual(f, evidence)) if f.row in _SIDED else kept
        target = _antecedent(words, f, before) or _announced(words, f, found) or _usual(f, evidence)
        if target is not None:
            kept.append(
                Found(
                    first=f.first,
                    end=f.end,
                    kind=target.kind,
                    name=target.name,
                    rule=f"nominal:{f.row}",
                    row=target.row,
                    head=target.head,
                    nominal=True,
                )
            )
    return kept


def kind_of(f: Found) -> Kind:
    """Return the kind of what was found: that of its lexicon row, else that of the rule."""
    row = actors().get(f.row or "")
    return row.kind if row is not None else f.kind


@cache
def _nouns(row: str) -> frozenset[str]:
    """Return the keys of a nominal row's single nouns, without their article."""
    forms = nominals()[row].forms.split("|")
    return frozenset(fold(form).removeprefix(_ARTICLE) for form in forms if " " not in form)


@cache
def _name_parts(row: str) -> frozenset[str]:
    """Return the keys of all words in the names of a listed actor."""
    return frozenset(fold(part) for form in actors()[row].forms.split("|") for part in form.split())


def _bears(words: Words, f: Found, nouns: frozenset[str]) -> bool:
    """Say whether something is named with one of the nouns: its type word, or part of its listed names."""
    if f.row in actors() and not nouns.isdisjoint(_name_parts(f.row or "")):
        return True
    key = words.words[f.first].key
    return any(key.endswith(noun) and len(key) - len(noun) < _LONGEST_PARTICLES for noun in nouns)


def _antecedent(words: Words, f: Found, before: list[Found]) -> Found | None:
    """Return what a definite noun points back at: the last fitting thing named; None where there is none."""
    row = f.row or ""
    if row == _STATE:
        return _focus_country(before)
    if nominals()[row].needs == "never":
        return None
    if f.kind != "PLACE":
        return _named_alike(words, f, before)
    if nominals()[row].needs == "noun":
        noun = {_bare(words.words[f.first].key)}
        return next((o for o in reversed(before) if _is_place_of(words, o, noun)), None)
    fitting = [
        other
        for other in reversed(before)
        if not (other.nominal and row in _PLACE_KINDS) and _fits(row, f.kind, other)
    ]
    if row == _CITY:
        small = {other.row for other in before if other.rule in _SMALLER}
        fitting = [other for other in fitting if other.row not in small] or fitting
    if row == _PROVINCE:
        fitting.sort(key=_is_town)
    return fitting[0] if fitting else None


def _bare(key: str) -> str:
    """Return a key without the article and the particles before it."""
    return next((key[len(start) :] for start in _DEFINITE if key.startswith(start)), key)


def _is_place_of(words: Words, other: Found, noun: set[str]) -> bool:
    """Say whether a place was named with a type word: "the mosque" is the last "mosque of" a name."""
    return other.kind == "PLACE" and not other.nominal and _bears(words, other, frozenset(noun))


def _of_usual_side(before: list[Found], usual: Found | None) -> list[Found]:
    """Return what was named before, without actors of another side than who is usually called so there."""
    if usual is None:
        return before
    side = actors()[usual.row or ""].side
    return [o for o in before if o.row not in actors() or actors()[o.row or ""].side in {"", side}]


def _named_alike(words: Words, f: Found, before: list[Found]) -> Found | None:
    """Return the last body named with the same noun, else the last of a fitting kind."""
    row = f.row or ""
    nouns = _nouns(row)
    strict = nominals()[row].needs == "noun"
    kinds = _BODY_KINDS if strict else _PARTY_KINDS if row in _PARTIES else frozenset((f.kind,))
    loose: Found | None = None
    for other in reversed(before):
        fits = not strict and _fits(row, f.kind, other)
        if (fits or kind_of(other) in kinds) and _bears(words, other, nouns):
            return other
        if fits and (loose is None or (kind_of(other) == f.kind != kind_of(loose))):
            loose = other
    return loose


def _announced(words: Words, f: Found, found: list[Found]) -> Found | None:
    """Return the first body named only later with the same noun: a headline says "the coalition" first."""
    if f.kind == "PLACE" or nominals()[f.row or ""].needs:
        return None
    nouns = _nouns(f.row or "")
    return next(
        (o for o in found if o.first > f.first and o.rule.startswith("typed:") and _bears(words, o, nouns)),
        None,
    )


def _is_town(f: Found) -> bool:
    """Say whether the first candidate of a place is a town, though no type word calls it a province."""
    place = places().get((f.row or "").split("|")[0])
    return place is not None and place.kind == "town" and f.rule != "typed:t-governorate"


def _usual(f: Found, evidence: Counter[str]) -> Found | None:
    """Return what a noun means without having been named, by the country that the report is about."""
    if f.row == _STATE:
        return _state_of(f, evidence)
    for country, _ in evidence.most_common():
        row = usual_rows().get((f.row or "", country))
        if row is not None:
            return Found(first=f.first, end=f.end, kind=f.kind, name="", rule="usual", row=row, head=None)
    anywhere = usual_rows().get((f.row or "", _ANY))
    if anywhere is None:
        return None
    return Found(first=f.first, end=f.end, kind=f.kind, name="", rule="usual", row=anywhere, head=None)


def _state_of(f: Found, evidence: Counter[str]) -> Found | None:
    """Return the country that the report clearly speaks of most."""
    ranked = evidence.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]) or ranked[0][0] not in places():
        return None
    row = ranked[0][0]
    return Found(
        first=f.first, end=f.end, kind="PLACE", name=places()[row].name, rule="usual", row=row, head=None
    )


def _focus_country(before: list[Found]) -> Found | None:
    """Return the country that most of what was named so far lies in, if it is named."""
    counts: Counter[str] = Counter()
    named: dict[str, Found] = {}
    for other in before:
        country = _country_of(other)
        if country:
            counts[country] += 1
        if other.kind == "PLACE" and not other.nominal and country == other.row:
            named[country] = other
    most = max((counts[country] for country in named), default=0)
    last = [other for country, other in named.items() if counts[country] == most]
    return max(last, key=lambda other: other.first) if last else None


def _country_of(f: Found) -> str:
    """Return the one country that a place or body lies in, "" where there is none or several."""
    if f.nominal or not f.row:
        return ""
    if f.rule == "body":
        return f.row.partition("/")[2]
    if f.kind != "PLACE":
        return ""
    countries = {places()[row].country for row in f.row.split("|") if row in places()}
    return (countries.pop() or "") if len(countries) == 1 else ""


_ACTOR_NOUNS = {"n-movement": ("ARMED_GROUP", "ORGANISATION"), "n-group": ("ARMED_GROUP", "ORGANISATION")}


def _fits(row: str, kind: Kind, other: Found) -> bool:
    """Say whether a noun of this row may point at `other`."""
    if kind == "PLACE":
        if other.kind != "PLACE" or not other.row:
            return False
        table = places()
        first = table.get(other.row.split("|")[0])
        if first is None:
            return False
        if row == _CAPITAL:
            return first.capital
        if row == _DISTRICT:
            return other.rule in _DISTRICT_RULES
        if row == _PROVINCE and first.kind == "town":
            return not first.id.startswith("g") or other.rule == "typed:t-governorate"
        return first.kind in _PLACE_KINDS.get(row, ())
    if row == _COALITION and _COALITION_MARK not in (other.row or ""):
        return False
    return kind_of(other) in _ACTOR_NOUNS.get(row, (kind,))
