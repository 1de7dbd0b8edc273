"""What is found for a word, and what is not: pairs of our own, and those that stand beside the checkout."""

from pathlib import Path

import pytest

from tarjih.arabic.search import search_words

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "cases" / "search" / "pairs.tsv"
SHARED = ROOT.parent / "shared" / "gold" / "search_pairs.tsv"


def pairs(path: Path) -> list[tuple[str, str, bool]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return [(query, text, matches == "1") for query, text, matches in rows]


def is_found(query: str, text: str) -> bool:
    """Say whether a search as the pages do it, all words in any order, finds a text."""
    return set(search_words(query)) <= set(search_words(text))


def test_at_least_45_of_our_own_pairs_are_right() -> None:
    own = pairs(OWN)
    assert len(own) >= 50
    assert sum(not wanted for *_, wanted in own) * 3 >= len(own)
    wrong = [(query, text) for query, text, wanted in own if is_found(query, text) != wanted]
    assert len(own) - len(wrong) >= max(45, 0.9 * len(own)), wrong


def test_the_shared_pairs_are_found_as_asked() -> None:
    if not SHARED.exists():
        pytest.skip("../shared/gold/search_pairs.tsv does not stand beside this checkout")
    shared = pairs(SHARED)
    assert sum(is_found(query, text) for query, text, wanted in shared if wanted) >= 17
    assert sum(is_found(query, text) for query, text, wanted in shared if not wanted) <= 3
