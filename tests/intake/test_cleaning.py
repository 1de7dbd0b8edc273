"""What holds for cleaning whatever the lines say."""

from hypothesis import given
from hypothesis import strategies as st

from tarjih.intake.cleaning import JunkLine, clean, why_junk
from tarjih.intake.mapped import Mapped
from tarjih.lexicons import load

LINES = [
    "شارك",
    "اقرأ أيضا",
    "النهر - وكالة الساحل",
    "Go to W3Schools!",
    "قال سكان في البلدة إن القصف طال أطرافها منذ ساعات الفجر وإن عائلات غادرت منازلها. سمات النهر",
    "هدنة في البلدة",
    "***",
]


def test_the_lexicon_is_wide() -> None:
    rows = load("intake/junk_lines.tsv", JunkLine)
    assert len(rows) >= 80
    assert len({row.id for row in rows}) == len(rows)


def test_every_form_of_a_line_is_recognised() -> None:
    for row in load("intake/junk_lines.tsv", JunkLine):
        if row.match in {"line", "header"}:
            for form in row.forms.split("|"):
                assert why_junk(form) is not None, form
        if row.match == "prefix":
            for form in row.forms.split("|"):
                assert why_junk(form + " كلمة") is not None, form


@given(st.lists(st.sampled_from(LINES) | st.text(min_size=1, max_size=30).filter(str.strip), max_size=9))
def test_nothing_is_lost_and_never_everything_cut(lines: list[str]) -> None:
    parts = [Mapped(line.strip()) for line in lines]
    kept, cut = clean("عنوان", parts)
    assert bool(kept) == bool(parts)
    together = "".join(sorted("".join(part.text for part in kept) + "".join(piece.text for piece in cut)))
    before = "".join(sorted("".join(part.text for part in parts)))
    assert together.replace(" ", "") == before.replace(" ", "")
    assert all(piece.reason for piece in cut)
