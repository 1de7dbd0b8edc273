"""The command line: options and help; what a command does is loaded when it runs.

Nothing heavy is imported here, so that `tarjih --help` answers at once. Exit codes: docs/commands.md.
"""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tarjih.publishing.decisions import decisions
from tarjih.publishing.options import (
    INTERRUPTED,
    NOTHING_DONE,
    READER_GONE,
    AllowRemote,
    AsJson,
    AsOf,
    Byline,
    CasePath,
    Claims,
    HypothesesNames,
    Lang,
    Language,
    LlmKey,
    Names,
    OneLineCommand,
    Outlet,
    Published,
    Subject,
    Vocabulary,
    examples,
)

if TYPE_CHECKING:
    from tarjih.readers.choosing import Readers

__all__ = ["INTERRUPTED", "NOTHING_DONE", "READER_GONE", "app", "main"]


# Rich would make help three times as slow: 0.45 s instead of 0.15 s (Python 3.11, two cores).
app = typer.Typer(
    name="tarjih",
    help=(
        "Read Arabic reports of a conflict: who says what on whose word, how many independent origins "
        "there are, and what that makes likely."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
_hypotheses = typer.Typer(
    help="Check the hypotheses that a case is weighed by.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(_hypotheses, name="hypotheses")
_places = typer.Typer(help="Teach Tarjih more places.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(_places, name="places")
app.add_typer(decisions, name="decide")


def _readers(names: str, claims: str, *, key: str, allow_remote: bool) -> "Readers":
    from tarjih.readers.choosing import Readers, choose_claims, choose_names

    read_claims = choose_claims(claims, key=key, allow_remote=allow_remote)
    return Readers(names=choose_names(names), claims=read_claims)


def _finish(done: bool) -> None:
    if not done:
        raise typer.Exit(NOTHING_DONE)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tarjih {version('tarjih')}")
        raise typer.Exit


@app.callback()
def _tarjih(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which Tarjih this is.")
    ] = False,
) -> None:
    # A terminal or locale that knows no Arabic gets escapes, never a crash.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


@app.command(
    cls=OneLineCommand,
    epilog=examples(
        "tarjih read report.txt --published 2017-04-27 --outlet 'The Harbour Ledger'",
        "tarjih read reports/*.txt pages.jsonl --out readings",
        "tarjih read report.txt --explain --lang ar",
    ),
)
def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            readable=False, metavar="FILE...", help="Reports: .txt, .html, .json, .jsonl, or folders of them."
        ),
    ],
    published: Published = None,
    outlet: Outlet = None,
    byline: Byline = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write one file for each report into this folder."),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Print the report with the rule and lexicon rows of each result."),
    ] = False,
    places: Annotated[
        Path | None,
        typer.Option(metavar="TABLE", help="A table of places of your own; see tarjih places import."),
    ] = None,
    lang: Lang = Language.EN,
    names: Names = "rules",
    claims: Claims = "rules",
    llm_key: LlmKey = "",
    allow_remote: AllowRemote = False,
) -> None:
    """Read reports and write one JSON for each.

    Nothing is stored. What the options do not say is taken from NAME.txt.json beside NAME.txt, or
    from the page. Without --out, one report a line goes to the standard output.
    """
    from tarjih.publishing.commands.reading import explain_files, read_files
    from tarjih.publishing.place_tables import choose_places

    choose_places(places)
    said = {"published": published, "outlet": outlet, "byline": byline}
    readers = _readers(names, claims, key=llm_key, allow_remote=allow_remote)
    if not explain:
        _finish(read_files(files, **said, out=out, readers=readers))
    elif out is None:
        _finish(explain_files(files, **said, language=lang.value, readers=readers))
    else:
        raise typer.BadParameter(
            "--explain prints to the terminal and writes no files: leave out one of the two"
        )


@app.command(
    cls=OneLineCommand,
    epilog=examples(
        "tarjih fuse readings/*.json --out fused.json", "tarjih fuse readings.jsonl | head -c 400"
    ),
)
def fuse(
    readings: Annotated[
        list[Path],
        typer.Argument(
            readable=False,
            metavar="READING.json...",
            help="Readings, .jsonl files of them, or folders of either.",
        ),
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file.")] = None,
) -> None:
    """Fuse readings into events with origins and conflicts.

    Five outlets that carry one text are one origin. Nothing is stored.
    """
    from tarjih.publishing.commands.fusing import fuse_files

    _finish(fuse_files(readings, out=out))


@app.command(cls=OneLineCommand, epilog=examples("tarjih init my-case"))
def init(case: CasePath) -> None:
    """Make a new, empty case."""
    from tarjih.publishing.commands.cases import make_case

    make_case(case)


@app.command(
    cls=OneLineCommand,
    epilog=examples("tarjih add my-case reports/ pages.jsonl", "tarjih add my-case report.txt --outlet ''"),
)
def add(
    case: CasePath,
    sources: Annotated[
        list[Path], typer.Argument(readable=False, metavar="SOURCE...", help="Files and folders of reports.")
    ],
    published: Published = None,
    outlet: Outlet = None,
    byline: Byline = None,
    names: Names = "rules",
    claims: Claims = "rules",
    llm_key: LlmKey = "",
    allow_remote: AllowRemote = False,
    json: AsJson = False,
) -> None:
    """Add reports to a case and read them; safe to repeat."""
    from tarjih.publishing.commands.cases import add_sources

    said = {"published": published, "outlet": outlet, "byline": byline}
    readers = _readers(names, claims, key=llm_key, allow_remote=allow_remote)
    _finish(add_sources(case, sources, **said, readers=readers, as_json=json))


@app.command(
    cls=OneLineCommand,
    epilog=examples(
        "tarjih weigh my-case", "tarjih weigh my-case --hypotheses truce --as-of 2017-04-27 --why --lang ar"
    ),
)
def weigh(
    case: CasePath,
    hypotheses: HypothesesNames = ["decline"],  # noqa: B006 - read only
    subject: Subject = None,
    as_of: AsOf = None,
    scale: Annotated[
        Vocabulary, typer.Option(help="The words of likelihood: American (ICD 203) or British (PHIA).")
    ] = Vocabulary.ICD203,
    why: Annotated[bool, typer.Option("--why", help="Show every reason with its weight.")] = False,
    lang: Lang = Language.EN,
    names: Names = "rules",
    claims: Claims = "rules",
    llm_key: LlmKey = "",
    allow_remote: AllowRemote = False,
    json: AsJson = False,
) -> None:
    """Judge a case: what is likely, how sure, on whose word.

    The same question on the same reports is judged once. Reports are read anew where Tarjih has changed.
    """
    from tarjih.publishing.commands.weighing import Question, weigh_case

    read_by: tuple[str, ...] = ("--names", names) if names != "rules" else ()
    read_by += ("--claims", claims) if claims != "rules" else ()
    question = Question(
        hypotheses=tuple(hypotheses),
        subject=subject,
        as_of=as_of,
        scale=scale.value,
        read_by=(*read_by, "--allow-remote") if allow_remote else read_by,
    )
    readers = _readers(names, claims, key=llm_key, allow_remote=allow_remote)
    weigh_case(case, question, why=why, language=lang.value, readers=readers, as_json=json)


@app.command(
    cls=OneLineCommand,
    epilog=examples("tarjih show my-case", "tarjih show my-case REPORT", "tarjih show my-case EVENT --json"),
)
def show(
    case: CasePath,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A report, an event or an origin.", show_default=False),
    ] = None,
    lang: Lang = Language.EN,
    json: AsJson = False,
) -> None:
    """Show what a case holds, or one report, event or origin."""
    from tarjih.publishing.commands.showing import show_case

    show_case(case, name, language=lang.value, as_json=json)


@app.command(
    name="retract",
    cls=OneLineCommand,
    epilog=examples("tarjih retract my-case REPORT --reason 'withdrawn by its outlet'"),
)
def retract_(
    case: CasePath,
    report: Annotated[
        str,
        typer.Argument(
            metavar="REPORT|ORIGIN",
            help="The id of a report, whole; or an origin by its id or name.",
            show_default=False,
        ),
    ],
    reason: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Why, for whoever looks at the case later.", show_default=False),
    ],
) -> None:
    """Take a report or an origin's word out from now on.

    It stays on the record with the reason. --as-of a day before still counts it.
    """
    from tarjih.publishing.commands.deciding import retract

    retract(case, report, reason=reason)


@app.command(
    cls=OneLineCommand,
    epilog=examples(
        "tarjih evaluate gold/dev", "tarjih evaluate gold/dev --reader rules --reader transformers:my-model"
    ),
)
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of marked reports.", show_default=False)
    ],
    reader: Annotated[
        list[str] | None,
        typer.Option(
            metavar="READER", help="rules, transformers:FOLDER or llm:URL#MODEL; several are compared."
        ),
    ] = None,
    llm_key: LlmKey = "",
    allow_remote: AllowRemote = False,
    json: AsJson = False,
) -> None:
    """Score reading against reports that people have marked."""
    from tarjih.publishing.commands.evaluating import evaluate_gold
    from tarjih.readers.choosing import choose_reader

    asked = dict.fromkeys(reader or ["rules"])
    readers = {name: choose_reader(name, key=llm_key, allow_remote=allow_remote) for name in asked}
    evaluate_gold(gold, readers=readers, as_json=json)


@app.command(cls=OneLineCommand, epilog=examples("tarjih doctor"))
def doctor(json: AsJson = False) -> None:
    """Say what is installed, what is missing and how to get it."""
    from tarjih.publishing.commands.doctor import examine

    _finish(examine(as_json=json))


@app.command(cls=OneLineCommand, epilog=examples("tarjih demo --lang ar", "tarjih demo --serve --port 8765"))
def demo(
    case: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to keep the sample case; your data folder if not given."),
    ] = None,
    lang: Lang = Language.EN,
    serve: Annotated[bool, typer.Option("--serve", help="Show it in the browser instead.")] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Where to listen with --serve; 0 for any free port.")
    ] = 8000,
) -> None:
    """Make the sample case, weigh it and print the judgement.

    With --serve it is shown in the browser instead.

    The sample is an exercise: its groups, outlets, persons and events are invented.
    """
    from tarjih.publishing.commands.demo import serve_demo, show_demo

    if serve:
        serve_demo(case, port=port)
    else:
        show_demo(case, language=lang.value)


@app.command(
    cls=OneLineCommand,
    epilog=examples("tarjih serve my-case", "tarjih serve my-case --port 8765 --hypotheses truce"),
)
def serve(
    case: CasePath,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Where to listen; 0 for any free port.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Whom to listen to: this machine only, if not given.")
    ] = "127.0.0.1",
    hypotheses: Annotated[
        str, typer.Option("--hypotheses", metavar="FILE|NAME", help="What is asked first.")
    ] = "decline",
    subject: Subject = None,
) -> None:
    """Show a case in the browser, in Arabic and English."""
    from tarjih.publishing.commands.serving import serve_case

    serve_case(case, port=port, host=host, question=hypotheses, subject=subject)


@_hypotheses.command(cls=OneLineCommand, epilog=examples("tarjih hypotheses check my-question.toml"))
def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A TOML file, or decline or truce.", show_default=False)
    ],
    lang: Lang = Language.EN,
    json: AsJson = False,
) -> None:
    """Check a hypotheses file and show what it asks."""
    from tarjih.publishing.commands.checking import check_hypotheses

    check_hypotheses(file, language=lang.value, as_json=json)


@_places.command(
    "import",
    cls=OneLineCommand,
    epilog=examples(
        "tarjih places import YE.txt --alternates alternateNamesV2.txt",
        "tarjih places import yem_admbnda_adm2.csv --into my-case",
    ),
)
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            readable=False, metavar="FILE", help="A GeoNames dump or an OCHA table.", show_default=False
        ),
    ],
    alternates: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="GeoNames' alternateNames, which hold the Arabic names."),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="CASE|FILE", help="A case or a file; your data folder if not given."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Import places with Arabic names from GeoNames or OCHA.

    What Tarjih knows already is left out. The reading of each report says by its version which table
    it was read with; cases read their reports anew when it changes.
    """
    from tarjih.publishing.commands.places import import_places

    import_places(file, alternates=alternates, into=into, as_json=json)


def main() -> NoReturn:
    """Run the command line."""
    try:
        app(prog_name="tarjih")
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(INTERRUPTED)
    sys.exit(0)
