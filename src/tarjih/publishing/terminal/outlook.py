"""What would turn the judgement, what to look for next, and how to look further."""

from collections.abc import Sequence

from tarjih.publishing.terminal.chains import branches
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Cell, Sheet, command, data, number, words
from tarjih.publishing.terminal.texts import in_language
from tarjih.records.assessment import Assessment

__all__ = ["draw_commands", "draw_flips", "draw_look_next", "draw_margins"]

_INDENT = "  "
_UNDER = "    "
_MOST = 3


def draw_flips(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    """Draw which single origin, or which few together, turn the judgement."""
    if not assessment.drop_one:
        return
    sheet.heading(naming.texts.say("flips"))
    flipping: dict[str, list[str]] = {}
    for dropped in assessment.drop_one:
        if dropped.flips:
            flipping.setdefault(dropped.leading, []).append(naming.body(dropped.origin, dropped.name))
    for hypothesis, names in flipping.items():
        _draw_flipping(sheet, names, hypothesis=naming.hypothesis(assessment, hypothesis), naming=naming)
    if not flipping:
        strongest = assessment.drop_one[0]
        sheet.line(words(naming.texts.say("no_flip")), lead=_INDENT)
        sheet.line(
            *naming.texts.fill(
                "strongest",
                name=data(naming.body(strongest.origin, strongest.name), "magenta"),
                hypothesis=words(naming.hypothesis(assessment, assessment.leading)),
                value=number(naming.texts.percent(strongest.value)),
            ),
            lead=_INDENT,
        )
        _draw_flip_set(sheet, assessment, naming=naming)


def _draw_flipping(sheet: Sheet, names: list[str], *, hypothesis: str, naming: Naming) -> None:
    """Draw the origins each of which alone makes one other hypothesis lead."""
    leads = words(hypothesis, "bold")
    if len(names) == 1:
        alone = data(names[0], "magenta")
        sheet.line(*naming.texts.fill("flip_one", name=alone, hypothesis=leads), lead=_INDENT, hang=_UNDER)
        return
    sheet.line(*naming.texts.fill("flip_any", hypothesis=leads), lead=_INDENT, hang=_UNDER)
    _list_names(sheet, names)


def _list_names(sheet: Sheet, names: list[str]) -> None:
    for name, (first, rest) in zip(names, branches(sheet, len(names), lead=_INDENT), strict=True):
        sheet.line(data(name, "magenta"), lead=first, hang=rest)


def _draw_flip_set(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    if not assessment.flip_set:
        sheet.line(words(naming.texts.say("no_flip_set")), lead=_INDENT)
        return
    known = {dropped.origin: dropped.name for dropped in assessment.drop_one}
    names = [naming.body(body, known.get(body, body)) for body in assessment.flip_set]
    sheet.line(words(naming.texts.say("flip_set")), lead=_INDENT)
    _list_names(sheet, names)


def draw_margins(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    """Draw what the judgement would be if an origin were wrong, and how near another word is."""
    if not assessment.turn_one:
        return
    say = naming.texts
    sheet.heading(say.say("margins"))
    turning = [turned for turned in assessment.turn_one if turned.flips]
    if not turning:
        sheet.line(words(say.say("if_wrong_none")), lead=_INDENT)
    for turned in (turning or assessment.turn_one[:1])[:_MOST]:
        pieces = say.fill(
            "if_wrong" if turned.flips else "if_wrong_most",
            name=data(naming.body(turned.origin, turned.name), "magenta"),
            hypothesis=words(naming.hypothesis(assessment, assessment.leading)),
            value=number(say.percent(turned.value)),
        )
        sheet.line(*pieces, lead=_INDENT, hang=_UNDER)
    if not assessment.thresholds:
        sheet.line(words(say.say("threshold_none")), lead=_INDENT)
        return
    sheet.line(words(say.say("thresholds")), lead=_INDENT)
    nearest = assessment.thresholds[:_MOST]
    for threshold, (first, rest) in zip(nearest, branches(sheet, len(nearest), lead=_INDENT), strict=True):
        pieces = say.fill(
            "threshold",
            word=words(in_language(sheet.language, en=threshold.word_en, ar=threshold.word_ar), "bold"),
            name=data(naming.body(threshold.origin, threshold.name), "magenta"),
            at=number(say.percent(threshold.at)),
            now=number(say.percent(threshold.now)),
        )
        sheet.line(*pieces, lead=first, hang=rest)


def draw_look_next(sheet: Sheet, assessment: Assessment, *, naming: Naming) -> None:
    """Draw the indicators whose next report would lower uncertainty most."""
    if not assessment.look_next:
        return
    sheet.heading(naming.texts.say("look_next"))
    for wanted in assessment.look_next:
        name = in_language(sheet.language, en=wanted.name_en, ar=wanted.name_ar)
        gain = naming.texts.fill("gain", value=number(f"{wanted.gain:.2f}"))
        sheet.line(words(name), words(" ("), *gain, words(")"), lead=_INDENT)


def draw_commands(sheet: Sheet, commands: Sequence[tuple[str, str]], *, naming: Naming) -> None:
    """Draw how to look further: what for, and the command."""
    if not commands:
        return
    sheet.heading(naming.texts.say("look_further"))
    said = [naming.texts.say(purpose) for purpose, _ in commands]
    width = max(map(sheet.measure, said))
    one_line = len(_INDENT) + width + 2 + max(len(typed) for _, typed in commands) <= sheet.width
    for purpose, (_, typed) in zip(said, commands, strict=True):
        if one_line:
            sheet.row([Cell(words(purpose), width), Cell(command(typed, "bold"), 0)], lead=_INDENT)
        else:
            sheet.line(words(purpose), lead=_INDENT)
            sheet.line(command(typed, "bold"), lead=_UNDER)
