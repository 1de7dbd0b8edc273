"""What each method makes of a world: P(claim) for every claim.

`oracle` knows the true lineage and parameters; `tarjih` is the package's own weighing, given what an
analyst would have: who is named, how firmly, and a noisy grade.
"""

import dataclasses
import math

import numpy as np

from benchmarks.weighing.world import Claim, World
from tarjih.records.assessment import Grade
from tarjih.records.event import Event, EventTelling, Fused, Origin
from tarjih.records.span import Span
from tarjih.weighing.hypotheses import parse_hypotheses
from tarjih.weighing.model import letters
from tarjih.weighing.weigh import weigh
from tarjih.weighing.witness import root_ratio

__all__ = ["METHODS", "Result", "judge"]

_EDGE = 0.01  # learned skills stay off the edges
_LEAST = 0.001  # a share of all or none is not read as certainty
_ROUNDS = 20


@dataclasses.dataclass(frozen=True, kw_only=True)
class Result:
    """P(claim) of each claim; band and number of roots where the method gives them."""

    probability: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    roots: np.ndarray | None = None


def _sigmoid(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(min(log_odds, 500.0), -500.0)))


def majority(world: World) -> Result:
    """Return the share of reports that assert; all or none is read as certainty but for a thousandth."""
    return Result(probability=np.clip(_shares(world), _LEAST, 1.0 - _LEAST))


def majority_01(world: World) -> Result:
    """Return the share of reports that assert, kept a hundredth off the edges: a more careful majority."""
    return Result(probability=np.clip(_shares(world), _EDGE, 1.0 - _EDGE))


def _shares(world: World) -> np.ndarray:
    return np.array([sum(s.asserts for s in c.said) / len(c.said) for c in world.claims])


def naive_bayes(world: World) -> Result:
    """Multiply the ratio of every report as if each were independent, with the noisy grades."""
    found = []
    for claim in world.claims:
        log = 0.0
        for said in claim.said:
            rho = 0.4 if said.named is None else float(world.graded[said.named])
            ratio = (rho * 0.98 + (1 - rho) * 0.5) / (rho * 0.02 + (1 - rho) * 0.5)
            log += math.log(ratio) * (1 if said.asserts else -1)
        found.append(_sigmoid(log))
    return Result(probability=np.array(found))


def dawid_skene(world: World) -> Result:
    """Learn one coin for each outlet by expectation and maximisation (Dawid and Skene 1979)."""
    skill = np.full(world.settings.outlets, 0.7)
    truth = majority(world).probability
    for _ in range(_ROUNDS):
        vote = np.log(skill / (1.0 - skill))
        log = [sum(vote[s.outlet] * (1 if s.asserts else -1) for s in c.said) for c in world.claims]
        truth = np.array([_sigmoid(x) for x in log])
        right, count = np.ones(len(skill)), np.full(len(skill), 2.0)
        for p, claim in zip(truth, world.claims, strict=True):
            for said in claim.said:
                right[said.outlet] += p if said.asserts else 1 - p
                count[said.outlet] += 1
        skill = np.clip(right / count, _EDGE, 1 - _EDGE)
    return Result(probability=truth)


def truth_finder(world: World) -> Result:
    """Iterate trust and confidence (Yin, Han and Yu 2008), with their dampening of .3."""
    trust = np.full(world.settings.outlets, 0.8)
    truth = np.full(len(world.claims), 0.5)
    for _ in range(_ROUNDS):
        weight = -np.log(1.0 - trust)
        log = [sum(weight[s.outlet] * (1 if s.asserts else -1) for s in c.said) for c in world.claims]
        truth = np.array([_sigmoid(0.3 * x) for x in log])
        total, count = np.full(len(trust), 0.8), np.ones(len(trust))
        for p, claim in zip(truth, world.claims, strict=True):
            for said in claim.said:
                total[said.outlet] += p if said.asserts else 1 - p
                count[said.outlet] += 1
        trust = np.clip(total / count, _EDGE, 1 - _EDGE)
    return Result(probability=truth)


def accu(world: World) -> Result:
    """Vote with ln(nA / (1 - A)) for two values, learning each outlet's accuracy A (Dong et al. 2009)."""
    accuracy = np.full(world.settings.outlets, 0.8)
    truth = np.full(len(world.claims), 0.5)
    for _ in range(_ROUNDS):
        vote = np.log(accuracy / (1.0 - accuracy))
        log = [sum(vote[s.outlet] * (1 if s.asserts else -1) for s in c.said) for c in world.claims]
        truth = np.array([_sigmoid(x) for x in log])
        total, count = np.full(len(accuracy), 1.6), np.full(len(accuracy), 2.0)
        for p, claim in zip(truth, world.claims, strict=True):
            for said in claim.said:
                total[said.outlet] += p if said.asserts else 1 - p
                count[said.outlet] += 1
        accuracy = np.clip(total / count, _EDGE, 1 - _EDGE)
    return Result(probability=truth)


def oracle(world: World) -> Result:
    """Weigh with the true lineage and the true parameters: the ceiling."""
    found, roots = [], []
    for claim in world.claims:
        log = 0.0
        for root, firm in claim.firm.items():
            links = [(world.settings.faith, s.asserts) for s in claim.said if s.root == root]
            rho, bias = float(world.reliability[root]), float(world.bias[root])
            garble = world.settings.garble
            log += math.log(root_ratio(rho, certainty=firm, bias=bias, links=links, garble=garble))
        found.append(_sigmoid(log))
        roots.append(len(claim.firm))
    return Result(probability=np.array(found), roots=np.array(roots, dtype=float))


_QUESTION = """
id = "any"
[question]
en = "-"
ar = "-"
[[hypotheses]]
id = "yes"
name = { en = "yes", ar = "yes" }
prior = 0.5
[[hypotheses]]
id = "other"
name = { en = "other", ar = "other" }
prior = 0.5
[[indicators]]
id = "any"
name = { en = "any", ar = "any" }
types = ["clash"]
expected = { yes = 0.5, other = 0.5 }
"""


def tarjih(world: World) -> Result:
    """Weigh with the package itself; roots carry letters by their noisy grade."""
    means = {name: row.mean for name, row in letters().items() if name != "F"}
    grades = {f"root{n}": _graded(f"root{n}", float(g), means) for n, g in enumerate(world.graded)}
    events = tuple(_event(claim, number) for number, claim in enumerate(world.claims))
    made = weigh(Fused(events=events), hypotheses=parse_hypotheses(_QUESTION, name="any"), grades=grades)
    by_event = {e.event: e for e in made.evidence}
    rows = [by_event[event.id] for event in events]
    return Result(
        probability=np.array([r.probability.value for r in rows]),
        low=np.array([r.probability.low for r in rows]),
        high=np.array([r.probability.high for r in rows]),
        roots=np.array([r.origins for r in rows]),
    )


def _graded(root: str, grade: float, means: dict[str, float]) -> Grade:
    """Give a root the letter whose mean is nearest to what an analyst thinks of it."""
    letter = min(means, key=lambda name: abs(means[name] - grade))
    return Grade(source=root, letter=letter, set_by="person")  # type: ignore[arg-type]


def _event(claim: Claim, number: int) -> Event:
    tellings = tuple(
        EventTelling(
            report=f"outlet{s.outlet}",
            span=Span(0, 1),
            origin=None if s.named is None else f"root{s.named}",
            status="occurred" if s.asserts else "denied",
            certainty="probable"
            if claim.firm.get(s.named if s.named is not None else -1) == 0.80
            else "asserted",
        )
        for s in claim.said
    )
    reports: dict[str, set[str]] = {}
    for telling in tellings:
        if telling.origin:
            reports.setdefault(telling.origin, set()).add(telling.report)
    origins = tuple(
        Origin(id=name, name=name, key=name, kind="official statement", reports=tuple(sorted(reports[name])))
        for name in sorted(reports)
    )
    return Event(id=f"X{number:04}", type="clash", mentions=tellings, origins=origins)


METHODS = {
    "majority": majority,
    "majority_01": majority_01,
    "truthfinder": truth_finder,
    "dawid_skene": dawid_skene,
    "accu": accu,
    "naive_bayes": naive_bayes,
    "tarjih": tarjih,
    "oracle": oracle,
}


def judge(world: World) -> dict[str, Result]:
    """Run every method on one world."""
    return {name: method(world) for name, method in METHODS.items()}
