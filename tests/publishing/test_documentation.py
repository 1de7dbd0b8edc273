"""Every command and every option is documented."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from tarjih.publishing.cli import app
from tarjih.publishing.terminal.messages import DEBUG
from tarjih.publishing.terminal.right_to_left import VARIABLE

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
TREE = get_command(app)


def commands() -> dict[str, object]:
    found = {}
    for name, command in TREE.commands.items():
        inner = getattr(command, "commands", {})
        found |= {f"{name} {below}": each for below, each in inner.items()} if inner else {name: command}
    return found


def section(name: str) -> str:
    match = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert match, f"no section on {name}"
    return match[1]


@pytest.mark.parametrize("name", commands())
def test_every_command_has_a_section_with_an_example(name: str) -> None:
    assert f"    tarjih {name}" in section(name)
    assert f"$ tarjih {name}" in section(name)


@pytest.mark.parametrize("name", commands())
def test_every_option_is_documented_and_no_other(name: str) -> None:
    options = {o for p in commands()[name].params for o in p.opts if o.startswith("--")} - {"--help"}
    table = "\n".join(line for line in section(name).splitlines() if line.startswith("|"))
    assert set(re.findall(r"--[a-z][a-z-]*", table)) == options
    usage = section(name).strip().splitlines()[0]
    assert set(re.findall(r"--[a-z][a-z-]*", usage)) == options


@pytest.mark.parametrize("name", commands())
def test_every_option_and_command_explains_itself(name: str) -> None:
    command = commands()[name]
    assert command.help
    for parameter in command.params:
        assert parameter.name == "help" or parameter.help, parameter.name


def test_the_variables_and_the_top_options_are_documented() -> None:
    for name in (VARIABLE, DEBUG, "NO_COLOR", "COLUMNS", "--version", "--help"):
        assert name in PAGE
