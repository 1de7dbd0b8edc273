"""`tarjih weigh`: the judgement of a case with its reasons."""

import shlex
import sys
from pathlib import Path

from tarjih.engine.case import fuse, weigh
from tarjih.engine.steps import own_steps
from tarjih.intake.known import parse_day
from tarjih.pipeline import hypotheses
from tarjih.publishing.commands.cases import now
from tarjih.publishing.documents import as_json as to_json
from tarjih.publishing.documents import write_to_output
from tarjih.publishing.terminal.course import draw_course
from tarjih.publishing.terminal.judgement import draw_judgement
from tarjih.publishing.terminal.ledger import draw_ledger
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.outlook import draw_margins
from tarjih.publishing.terminal.progress import Bar
from tarjih.publishing.terminal.sheet import Language, open_sheet
from tarjih.readers.choosing import Readers
from tarjih.records.assessment import Assessment
from tarjih.records.record import Record
from tarjih.store.store import Store
from tarjih.weighing.pooling import pool_sets
from tarjih.weighing.probability import Scale
from tarjih.weighing.trend import trend

__all__ = ["Question", "further_commands", "weigh_case"]


_RULES = Readers()


class Question(Record, frozen=True, kw_only=True):
    """What is asked of a case: `as_of` is a day, `hypotheses` are shipped names or files.

    Several are one set as several analysts see it: they are pooled.

    `scale` is the vocabulary of likelihood in which the answer is put. `read_by` are the options that name
    other readers than the rules: the commands that are shown repeat them, or they would read all anew.
    """

    hypotheses: tuple[str, ...] = ("decline",)
    subject: str | None = None
    as_of: str | None = None
    scale: Scale = "icd203"
    read_by: tuple[str, ...] = ()


def weigh_case(
    folder: Path,
    question: Question,
    *,
    why: bool = False,
    language: Language = "en",
    readers: Readers = _RULES,
    as_json: bool = False,
) -> None:
    """Weigh a case and print the judgement.

    Args:
        folder: The case.
        question: What is asked.
        why: Print the reasons too: the ledger, how near another word is, and the judgement day by day.
        language: The language of what is printed.
        readers: Who reads what today's readers have not read.
        as_json: Print the assessment as JSON instead.

    Raises:
        HypothesesError: The hypotheses are wrong, or there is nothing to weigh.
        CaseError: The folder is no case, or cannot be used.
        InputError: `as_of` is no day.
    """
    sets = [hypotheses(name) for name in question.hypotheses]
    asked = sets[0] if len(sets) == 1 else pool_sets(sets)
    as_of = parse_day(question.as_of, where="--as-of") or None if question.as_of else None
    taken = own_steps(names=readers.names, claims=readers.claims)
    with Store.open(folder) as store:
        with Bar() as bar:
            assessment = weigh(
                store,
                asked,
                at=now(),
                as_of=as_of,
                subject=question.subject,
                scale=question.scale,
                steps=taken,
                on_progress=lambda _, done, total: bar.advance("Reading", done, total),
            )
        if as_json:
            write_to_output(to_json(assessment))
            return
        readings = {reading.report: reading for reading in store.readings(as_of=as_of)}
        fused = fuse(store, as_of=as_of, steps=taken)
        rulings = store.rulings(as_of=as_of)
    sheet = open_sheet(sys.stdout, language=language)
    commands = further_commands(folder, question, assessment, language=language, why=why)
    draw_judgement(sheet, assessment, fused=fused, readings=readings, commands=commands)
    if why:
        naming = Naming(fused, readings, language=language)
        draw_ledger(sheet, assessment, naming=naming)
        draw_margins(sheet, assessment, naming=naming)
        published = {report: reading.published for report, reading in readings.items()}
        steps = trend(fused, published=published, hypotheses=asked, subject=question.subject, rulings=rulings)
        draw_course(sheet, assessment, steps=steps, naming=naming)
    sheet.print(sys.stdout)


def further_commands(
    folder: Path, question: Question, assessment: Assessment, *, language: Language, why: bool
) -> list[tuple[str, str]]:
    """Return how to look further into a judgement: what for, and the command."""
    case = _quoted(folder)
    asked = "" if question == Question() else _options(question)
    spoken = " --lang ar" if language == "ar" else ""
    commands = [] if why else [("why_command", f"tarjih weigh {case}{asked} --why{spoken}")]
    commands.append(("show_command", f"tarjih show {case}{spoken}"))
    if assessment.evidence:
        commands.append(("show_one_command", f"tarjih show {case} {assessment.evidence[0].event}{spoken}"))
    other = "" if language == "ar" else " --lang ar"
    commands.append(("other_language", f"tarjih weigh {case}{asked}{other}"))
    return commands


def _options(question: Question) -> str:
    parts = (
        []
        if question.hypotheses == ("decline",)
        else [word for name in question.hypotheses for word in ("--hypotheses", name)]
    )
    parts += ["--subject", question.subject] if question.subject else []
    parts += ["--as-of", question.as_of] if question.as_of else []
    parts += ["--scale", question.scale] if question.scale != "icd203" else []
    parts += question.read_by
    return f" {shlex.join(parts)}"


def _quoted(folder: Path) -> str:
    """Return a path as one would type it, the home folder as ~."""
    try:
        inside = folder.resolve().relative_to(Path.home())
    except (ValueError, RuntimeError, OSError):
        return shlex.quote(str(folder))
    if not folder.is_absolute():
        return shlex.quote(str(folder))
    return f"~/{shlex.quote(str(inside))}"
