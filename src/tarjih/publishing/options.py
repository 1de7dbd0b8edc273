"""What the commands of all parts share: options, arguments, and how a command ends.

Nothing heavy is imported here, so that `tarjih --help` answers at once. Exit codes: docs/commands.md.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from tarjih.errors import TarjihError
from tarjih.publishing.terminal.messages import describe_bug, tell

__all__ = [
    "INTERRUPTED",
    "NOTHING_DONE",
    "READER_GONE",
    "AllowRemote",
    "AsJson",
    "AsOf",
    "BodyName",
    "Byline",
    "CasePath",
    "Claims",
    "EventName",
    "HypothesesNames",
    "Lang",
    "Language",
    "LlmKey",
    "Names",
    "OneLineCommand",
    "Outlet",
    "Published",
    "Reason",
    "Subject",
    "Vocabulary",
    "examples",
]

NOTHING_DONE, INTERRUPTED, READER_GONE = 1, 130, 141


class Language(StrEnum):
    """The languages in which Tarjih speaks."""

    EN = "en"
    AR = "ar"


class Vocabulary(StrEnum):
    """The vocabularies of likelihood: American (ICD 203) or British (PHIA)."""

    ICD203 = "icd203"
    PHIA = "phia"


def _choose_places(case: Path) -> None:
    """Read and fuse a case with its own table of places, or the user's."""
    from tarjih.publishing.place_tables import choose_places

    choose_places(case=case)


class OneLineCommand(TyperCommand):
    """A command whose errors are one line each, with an exit code that says what happened."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; tell in one line what went wrong."""
        try:
            if any(p.name == "case" and p.param_type_name == "argument" for p in self.params):
                _choose_places(ctx.params["case"])
            return super().invoke(ctx)
        except TarjihError as error:
            tell(error)
        except KeyboardInterrupt:
            tell("interrupted; what was finished is kept")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # Nobody reads any more (`| head`): leave quietly.
            raise typer.Exit(READER_GONE) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        # Whatever else happens, the user gets one line that can be reported.
        except Exception as error:  # noqa: BLE001
            tell(describe_bug(error))
        raise typer.Exit(NOTHING_DONE)


def examples(*commands: str) -> str:
    """Lay out examples for the end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  $ {command}" for command in commands)


CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.", show_default=False)]
HypothesesNames = Annotated[
    list[str],
    typer.Option(
        "--hypotheses",
        metavar="FILE|NAME",
        help="What is asked: decline, truce or a TOML file; several analysts' files of one set are pooled.",
    ),
]
EventName = Annotated[str, typer.Argument(metavar="EVENT", help="An event by its id.", show_default=False)]
Subject = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Whom the question is about; found by itself if not given."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Judge by what the case held on this day (2017-04-27)."),
]
Lang = Annotated[Language, typer.Option(help="The language of the output.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help='Day of publication (2017-04-27); "" means unknown.'),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help='Who published it; "" means unknown.')]
Byline = Annotated[str | None, typer.Option(metavar="TEXT", help='The credit line; "" means unknown.')]
Names = Annotated[
    str,
    typer.Option(
        metavar="READER", envvar="TARJIH_NAMES", help="What reads names: rules, transformers:FOLDER."
    ),
]
Claims = Annotated[
    str,
    typer.Option(metavar="READER", envvar="TARJIH_CLAIMS", help="What reads claims: rules, llm:URL#MODEL."),
]
LlmKey = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        envvar="TARJIH_LLM_KEY",
        help="The key of a language model's endpoint; better in the variable, where nobody sees it.",
    ),
]
AllowRemote = Annotated[
    bool, typer.Option("--allow-remote", help="Let reports leave this machine for a language model.")
]
Reason = Annotated[
    str,
    typer.Option(metavar="TEXT", help="Why, for whoever looks at the case later.", show_default=False),
]
BodyName = Annotated[
    str,
    typer.Argument(metavar="BODY", help="An origin by its id or its name.", show_default=False),
]
