"""Clauses: a sentence cut at conjunctions, relative pronouns, joined verbs, colons and quotations.

Arabic news runs a paragraph through one sentence, so arguments are bound inside clauses and places and
times are shared inside statements: a statement is a clause with its relative and joined clauses.
"""

from collections.abc import Sequence
from typing import Literal

from tarjih.claims.facets import Facet
from tarjih.claims.page_facets import lay_facets
from tarjih.records.page import Sentence, Words

__all__ = ["Clause", "ClauseKind", "Clauses", "split_clauses"]

ClauseKind = Literal["main", "coordinate", "relative", "complement", "adverbial", "condition"]
_KINDS: dict[str, ClauseKind] = {
    "coordinate": "coordinate",
    "relative": "relative",
    "complement": "complement",
    "adverbial": "adverbial",
    "temporal": "adverbial",
    "condition": "condition",
}
_OWN_STATEMENT = frozenset(("main", "complement", "coordinate", "adverbial", "condition"))


class Clause:
    """Words `[first, end)` of one clause; `statement` numbers the statement that it belongs to."""

    __slots__ = ("end", "first", "kind", "statement")

    def __init__(self, *, first: int, end: int, kind: ClauseKind, statement: int) -> None:
        self.first = first
        self.end = end
        self.kind: ClauseKind = kind
        self.statement = statement


class Clauses:
    """All clauses of a text, in order; `clause_of[i]` and `statement_of[i]` are those of word i."""

    __slots__ = ("clause_of", "clauses", "statement_of")

    def __init__(
        self,
        *,
        clauses: tuple[Clause, ...],
        clause_of: list[int],
        statement_of: list[int],
    ) -> None:
        self.clauses = clauses
        self.clause_of = clause_of
        self.statement_of = statement_of


def split_clauses(words: Words, *, facets: Sequence[Facet] | None = None) -> Clauses:
    """Split the sentences of a text into clauses.

    Args:
        words: The words of a text.
        facets: Their facets if they are known already, one for each word.

    Returns:
        Clauses that cover every word once and never cross the end of a sentence.

    Source: lexicons/claims/clause_openers.tsv; finite verbs of triggers.tsv and light_verbs.tsv.
    """
    cuts: list[tuple[int, ClauseKind, bool]] = []
    if facets is None:
        facets = lay_facets(words)
    for sentence in words.sentences:
        cuts += _cuts(facets, sentence)
    clauses = []
    clause_of: list[int] = []
    statement_of: list[int] = []
    statement = -1
    for n, (first, kind, is_own) in enumerate(cuts):
        end = cuts[n + 1][0] if n + 1 < len(cuts) else len(words)
        statement += is_own
        clauses.append(Clause(first=first, end=end, kind=kind, statement=statement))
        clause_of += [n] * (end - first)
        statement_of += [statement] * (end - first)
    return Clauses(clauses=tuple(clauses), clause_of=clause_of, statement_of=statement_of)


def _cuts(facets: Sequence[Facet], sentence: Sentence) -> list[tuple[int, ClauseKind, bool]]:
    """Return (first word, kind, whether a statement begins) of each clause of one sentence."""
    cuts: list[tuple[int, ClauseKind, bool]] = [(sentence.first, "main", True)]
    previous: Facet | None = None
    i, end = sentence.first, sentence.end
    while i < end:
        facet = facets[i]
        if not (facet.opener or facet.finite or (previous is not None and previous.mark == "stop")):
            previous = facet
            i += 1
            continue
        kind = _begins(facet, previous)
        if kind is not None and i > cuts[-1][0]:
            cuts.append((i, kind, kind in _OWN_STATEMENT and not _goes_on(facet, previous)))
        elif kind is not None:
            cuts[-1] = (i, kind, True)
        previous = facet
        i += facet.length if facet.opener else 1
    return cuts


def _begins(facet: Facet, previous: Facet | None) -> ClauseKind | None:
    """Return the kind of clause that a word begins, None where it begins none."""
    if previous is not None and previous.mark == "stop" and not facet.mark:
        return _KINDS.get(facet.opener, "main")
    if facet.opener and not facet.idiom and not (facet.sense and facet.opener == "relative"):
        return _KINDS[facet.opener]
    if previous is not None and facet.finite and (facet.joined or previous.mark == "comma"):
        return "coordinate"
    return None


def _goes_on(facet: Facet, previous: Facet | None) -> bool:
    """Say whether a joined verb goes on with its statement.

    Who speaks anew begins another, and so does ", and ... had been".
    """
    is_anew = previous is not None and previous.mark == "comma" and facet.joined and facet.light == "be"
    return not facet.opener and facet.finite and facet.light != "say" and not is_anew
