"""`tarjih decide ...`: options and help of the commands with which people decide."""

from typing import Annotated

import typer

from tarjih.publishing.options import (
    AsJson,
    BodyName,
    CasePath,
    EventName,
    Lang,
    Language,
    OneLineCommand,
    Reason,
    examples,
)

__all__ = ["decisions"]

decisions = typer.Typer(
    help="Set grades, cells, events or origins yourself, with reasons.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@decisions.command(
    cls=OneLineCommand,
    epilog=examples("tarjih decide grade my-case 'Harbour Ledger' B --reason 'checked ten of its reports'"),
)
def grade(
    case: CasePath,
    body: BodyName,
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="A to F.", show_default=False)],
    reason: Reason,
) -> None:
    """Say how reliable a body is; the machine's grade stays beside it."""
    from tarjih.publishing.commands.ruling import decide_grade

    decide_grade(case, body, letter, reason=reason)


@decisions.command(
    cls=OneLineCommand,
    epilog=examples("tarjih decide cell my-case town-lost collapse C --reason 'they left it on purpose'"),
)
def cell(
    case: CasePath,
    row: Annotated[
        str, typer.Argument(metavar="ROW", help="An indicator, or an event by its id.", show_default=False)
    ],
    hypothesis: Annotated[
        str, typer.Argument(metavar="HYPOTHESIS", help="The id of a hypothesis.", show_default=False)
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", help="CC, C, N, I, II or a number between 0 and 1.", show_default=False
        ),
    ],
    reason: Reason,
    hypotheses: Annotated[
        str,
        typer.Option("--hypotheses", metavar="FILE|NAME", help="The set that the cell belongs to."),
    ] = "decline",
) -> None:
    """Say how expected something is if a hypothesis is true."""
    from tarjih.publishing.commands.ruling import decide_cell

    decide_cell(case, row, hypothesis, value, hypotheses=hypotheses, reason=reason)


@decisions.command(
    cls=OneLineCommand,
    epilog=examples("tarjih decide same my-case X1 X2 --reason 'one attack, two spellings of the town'"),
)
def same(
    case: CasePath,
    events: Annotated[
        list[str], typer.Argument(metavar="EVENT...", help="Events by their ids.", show_default=False)
    ],
    reason: Reason,
) -> None:
    """Say that several events are one."""
    from tarjih.publishing.commands.ruling import decide_same

    decide_same(case, events, reason=reason)


@decisions.command(
    cls=OneLineCommand,
    epilog=examples("tarjih decide apart my-case X1 REPORT --reason 'it tells of the day before'"),
)
def apart(
    case: CasePath,
    event: EventName,
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT...", help="The reports that tell another event.", show_default=False),
    ],
    reason: Reason,
) -> None:
    """Say that some reports of an event tell another one."""
    from tarjih.publishing.commands.ruling import decide_parts

    decide_parts(case, event, reports, reason=reason)


@decisions.command(
    cls=OneLineCommand,
    epilog=examples(
        "tarjih decide origin my-case X1 REPORT 'Civil Defence' --reason 'the editor named it to us'"
    ),
)
def origin(
    case: CasePath,
    event: EventName,
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="The id of a report, whole.", show_default=False)
    ],
    body: Annotated[
        str,
        typer.Argument(
            metavar="BODY", help="An origin by its id or name, or the name of a new one.", show_default=False
        ),
    ],
    reason: Reason,
) -> None:
    """Say on whose word a report's account of an event rests."""
    from tarjih.publishing.commands.ruling import decide_origin

    decide_origin(case, event, report, body, reason=reason)


@decisions.command(
    name="one-body",
    cls=OneLineCommand,
    epilog=examples(
        "tarjih decide one-body my-case 'Civil Defence' 'White Lamps' --reason 'two names of one body'"
    ),
)
def one_body(
    case: CasePath,
    bodies: Annotated[
        list[str],
        typer.Argument(metavar="BODY...", help="Origins by their ids or names.", show_default=False),
    ],
    reason: Reason,
) -> None:
    """Say that several origins are one body."""
    from tarjih.publishing.commands.ruling import decide_body

    decide_body(case, bodies, reason=reason)


@decisions.command(
    cls=OneLineCommand, epilog=examples("tarjih decide undo my-case 3 --reason 'the editor was wrong'")
)
def undo(
    case: CasePath,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="The number of the decision.", show_default=False)
    ],
    reason: Reason,
) -> None:
    """Take a decision back from now on; retracted reports come back with it."""
    from tarjih.publishing.commands.ruling import undo_decision

    undo_decision(case, number, reason=reason)


@decisions.command(
    name="list",
    cls=OneLineCommand,
    epilog=examples("tarjih decide list my-case", "tarjih decide list my-case --lang ar"),
)
def list_(case: CasePath, lang: Lang = Language.EN, json: AsJson = False) -> None:
    """List what people decided, with the reasons; undone decisions too."""
    from tarjih.publishing.commands.ruling import list_decisions

    list_decisions(case, language=lang.value, as_json=json)
