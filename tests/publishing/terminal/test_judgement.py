"""The judgement says everything it should, in the reader's language and nothing else."""

import math
import re
import unicodedata

import pytest
from tests.publishing import sample

from tarjih.publishing.terminal.judgement import draw_judgement
from tarjih.publishing.terminal.ledger import draw_ledger
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Sheet

COMMANDS = [("why_command", "tarjih weigh my-case --why"), ("show_command", "tarjih show my-case")]
BOTH = pytest.mark.parametrize("language", ["en", "ar"])


def judgement(language: str, *, order: str = "logical", width: int = 100) -> str:
    sheet = Sheet(width=width, language=language, order=order)
    draw_judgement(
        sheet,
        sample.assessment(),
        fused=sample.fused(),
        readings=sample.readings(),
        commands=COMMANDS,
    )
    return sheet.text()


def why(language: str) -> str:
    sheet = Sheet(width=100, language=language)
    naming = Naming(sample.fused(), sample.readings(), language=language)
    draw_ledger(sheet, sample.assessment(), naming=naming)
    return sheet.text()


@BOTH
def test_every_hypothesis_stands_with_word_number_and_band(language: str) -> None:
    shown = judgement(language)
    for judged in sample.assessment().judged:
        name, word = (judged.name_en, judged.probability.word_en)
        if language == "ar":
            name, word = judged.name_ar, judged.probability.word_ar
        (line,) = [line for line in shown.splitlines() if line.startswith(f"  {name}") and "●" in line]
        assert f"{min(99, max(1, round(100 * judged.probability.value)))} %" in line
        assert word in line


@BOTH
def test_the_likeliest_hypothesis_stands_first(language: str) -> None:
    bars = [line for line in judgement(language).splitlines() if "●" in line]
    values = [int(re.findall(r"([0-9]+) %", line)[0]) for line in bars]
    assert values == sorted(values, reverse=True)


def test_confidence_and_likelihood_never_share_a_sentence() -> None:
    (sentence,) = [line for line in judgement("en").splitlines() if line.startswith("Confidence")]
    assert "likely" not in sentence


@BOTH
def test_it_says_that_a_machine_judged(language: str) -> None:
    assert ("Judged by machine" if language == "en" else "حكم آلي") in judgement(language)


def test_evidence_is_counted_by_reports_and_independent_origins() -> None:
    assert "6 reports, 3 independent origins" in judgement("en")
    assert "6 أخبار، 3 أصول مستقلة" in judgement("ar")


def test_the_chain_runs_from_event_to_origin_to_outlets() -> None:
    shown = judgement("en")
    tree = shown[shown.index("surrender · ") :]
    origin, copies = (
        tree.index("هيئة المعابر الحدودية · official statement"),
        tree.index("موقع مسارات الحدود"),
    )
    assert tree.index("4 reports, 2 independent origins") < origin < copies


def test_copies_of_one_text_are_shown_as_one() -> None:
    assert "one text: وكالة سنا الأفق, صحيفة المرفأ الجديد, صحيفة صوت السهول" in judgement("en")


def test_both_sides_of_a_conflict_stand_with_their_origin_and_words() -> None:
    shown = judgement("en")
    card = shown[shown.index("how many killed · killing · الطبقة") :].split("\n  how many")[0]
    for side in ("17 «17 مسلحا»", "20-99 «عشرات المسلحين»", "3 «3 مقاتلين»"):
        assert side in card
    assert re.search(r"low \d+, best \d+, high \d+ · no one number fits", card)


def test_days_that_differ_get_no_estimate() -> None:
    shown = judgement("en")
    card = shown[shown.index("when · siege") :].split("\n  whether")[0]
    assert "low" not in card


@BOTH
def test_origins_that_alone_turn_the_judgement_are_named(language: str) -> None:
    shown = judgement(language)
    flipping = [dropped for dropped in sample.assessment().drop_one if dropped.flips]
    heading = "What would turn the judgement" if language == "en" else "ما يقلب الحكم"
    assert flipping
    assert all(dropped.name in shown[shown.index(heading) :] for dropped in flipping)


@BOTH
def test_it_ends_with_commands_to_look_further(language: str) -> None:
    assert "tarjih weigh my-case --why" in judgement(language).splitlines()[-2]


def test_an_arabic_judgement_holds_no_english() -> None:
    shown = judgement("ar") + why("ar")
    allowed = {*"ABCDEF", "The", "Harbour", "Ledger", "tarjih", "weigh", "show", "my", "case", "why"}
    found = set(re.findall(r"[A-Za-z]+", shown))
    assert found <= allowed


def test_an_arabic_judgement_for_a_plain_terminal_is_joined_and_stands_on_the_right() -> None:
    shown = judgement("ar", order="visual")
    for line in shown.splitlines():
        letters = [c for c in line if "ARABIC LETTER" in unicodedata.name(c, "")]
        assert all("FORM" in unicodedata.name(c) for c in letters)
    assert all(len(line) - len(line.lstrip()) > 0 or len(line) >= 60 for line in shown.splitlines() if line)


@pytest.mark.parametrize("width", [60, 80, 110])
@BOTH
def test_it_fits_the_terminal(width: int, language: str) -> None:
    for order in ("visual", "logical"):
        sheet = Sheet(width=width)
        assert all(
            sheet.cells(line) <= width for line in judgement(language, order=order, width=width).splitlines()
        )


@BOTH
def test_the_columns_of_the_ledger_sum_to_the_judgement(language: str) -> None:
    plain = why(language).replace("\u2212", "-").replace("\u200e", "")
    rows = [re.findall(r"[-+]?\d+\.\d\d(?= |$)", line) for line in plain.splitlines()]
    rows = [list(map(float, row)) for row in rows if len(row) == 4]
    sums = rows.pop()
    for column, total in zip(zip(*rows, strict=True), sums, strict=True):
        assert math.isclose(sum(column), total, abs_tol=0.005 * len(rows) + 0.005)
    values = sorted((j.probability.value for j in sample.assessment().judged), reverse=True)
    for total, value in zip(sums, values, strict=True):
        assert math.isclose(10 ** (total / 10), value, abs_tol=0.01)
