"""Every dependency is under a licence that its place allows."""

import importlib.metadata as metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RULES = tomllib.loads((ROOT / "tools" / "licences.toml").read_text(encoding="utf-8"))


def locked() -> dict[str, str]:
    """Name and version of what requirements.lock installs on this machine."""
    found = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "# ":
            requirement = Requirement(line.rstrip("\\ "))
            if requirement.marker is None or requirement.marker.evaluate():
                found[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return found


def run_time_closure(name: str) -> set[str]:
    """Everything that installing `name` without extras brings, markers evaluated, itself left out."""
    todo = [(name, "")]
    seen = set()
    while todo:
        now = todo.pop()
        if now in seen:
            continue
        seen.add(now)
        for text in metadata.requires(now[0]) or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": now[1]}):
                wanted = canonicalize_name(requirement.name)
                todo += [(wanted, extra) for extra in ("", *requirement.extras)]
    return {found for found, _ in seen} - {name}


def licence_of(name: str) -> str:
    """The licence expression of an installed distribution; empty where nothing is said."""
    if name in RULES["silent"]:
        return RULES["silent"][name]["licence"]
    fields = metadata.metadata(name)
    if fields["License-Expression"]:
        return fields["License-Expression"]
    stated = (fields["License"] or "").strip()
    if stated and "\n" not in stated and allows(stated, {*RULES["run_time"], *RULES["tools"]}):
        return stated
    classifiers = [
        c.rpartition(" :: ")[2] for c in fields.get_all("Classifier") or [] if c[:9] == "License :"
    ]
    return " AND ".join(RULES["spellings"].get(c, c) for c in classifiers) or stated.split("\n")[0]


def allows(expression: str, allowed: set[str]) -> bool:
    """Whether the expression can be met by allowed licences: "or" by its best choice, "and" by all.

    "AND" binds more tightly than "OR"; whatever cannot be parsed is not allowed.
    """
    whole = RULES["spellings"].get(expression.strip(), expression.strip())
    if whole in allowed:
        return True
    inner = re.sub(
        r"\(([^()]*)\)", lambda group: "yes" if allows(group[1], allowed) else "no", whole, flags=re.S
    )
    if inner != whole:
        return allows(inner, {*allowed, "yes"})
    for joint, decide in ((" OR ", any), (" AND ", all)):
        parts = re.split(joint, whole, flags=re.IGNORECASE)
        if len(parts) > 1:
            return decide(allows(part, allowed) for part in parts)
    return False


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("MIT", True),
        ("mit license", False),
        ("GPL-2.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)", True),
        ("MIT AND LGPL-2.1-or-later", False),
        ("GPL-2.0-only AND MIT OR GPL-3.0-only", False),
        ("(GPL-2.0-only)", False),
        ("", False),
    ],
)
def test_an_or_counts_by_its_best_choice_and_an_and_by_all(expression: str, holds: bool) -> None:
    assert allows(expression, set(RULES["run_time"])) is holds


def test_everything_locked_is_installed_in_the_locked_version() -> None:
    installed = {canonicalize_name(d.name): d.version for d in metadata.distributions()}
    wrong = {n: (v, installed.get(n)) for n, v in locked().items() if installed.get(n) != v}
    assert not wrong, f"run `make`: locked and installed differ: {wrong}"


def test_the_lock_names_everything_that_tarjih_brings() -> None:
    assert run_time_closure("tarjih") <= set(locked())


def test_run_time_dependencies_are_permissive_or_mpl() -> None:
    allowed = set(RULES["run_time"])
    licences = {name: licence_of(name) for name in sorted(run_time_closure("tarjih"))}
    wrong = {name: licence for name, licence in licences.items() if not allows(licence, allowed)}
    assert not wrong, f"not allowed at run time by tools/licences.toml: {wrong}"


def test_tools_are_under_open_licences() -> None:
    allowed = {*RULES["run_time"], *RULES["tools"]}
    licences = {name: licence_of(name) for name in sorted(locked())}
    wrong = {name: licence for name, licence in licences.items() if not allows(licence, allowed)}
    assert not wrong, f"not known to tools/licences.toml: {wrong}"


def test_no_gpl_stands_in_the_run_time_list() -> None:
    assert not [name for name in RULES["run_time"] if "GPL" in name]
