"""Definite nouns that point back at something named: "the newspaper", "the town", "the country"."""

from collections import Counter

from tarjih.reading.bodies import Found
from tarjih.reading.naming import actors, nominals, places, usual_rows
from tarjih.records.reading import Kind

__all__ = ["kind_of", "resolve_nominals"]

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
}


def resolve_nominals(found: list[Found], *, evidence: Counter[str]) -> list[Found]:
    """Keep the nouns that point back at something named; give each the row or name it points at."""
    kept: list[Found] = []
    for f in found:
        if not f.nominal or f.row not in nominals():
            kept.append(f)
            continue
        target = _antecedent(f, kept) or _usual(f, evidence)
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


def _antecedent(f: Found, before: list[Found]) -> Found | None:
    """Return what a definite noun points back at: the last fitting thing named; None where there is none."""
    row = f.row or ""
    if row == _STATE:
        return _focus_country(before)
    fitting = [
        other
        for other in reversed(before)
        if not (other.nominal and row in _PLACE_KINDS) and _fits(row, f.kind, other)
    ]
    if row == _PROVINCE:
        fitting.sort(key=_is_town)
    return fitting[0] if fitting else None


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
    return None


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
