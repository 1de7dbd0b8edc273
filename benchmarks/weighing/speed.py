"""How long a big case takes to weigh: `python -m benchmarks.weighing.speed --events 3000`."""

import argparse
import time

import numpy as np

from tarjih.lexicons import read_text
from tarjih.records.event import Event, EventTelling, Fused, Origin
from tarjih.records.span import Span
from tarjih.weighing.hypotheses import parse_hypotheses
from tarjih.weighing.weigh import weigh

__all__ = ["big_case"]

TYPES = ("capture", "siege", "surrender", "killing", "attack", "bombing", "withdrawal")


def big_case(events: int, *, bodies: int = 400, roots: int = 2, tellings: int = 2, seed: int = 0) -> Fused:
    """Make events with so many roots each, drawn from so many bodies; a fifth has nobody's word too."""
    dice = np.random.default_rng(seed)
    return Fused(events=tuple(_event(n, dice, bodies, roots, tellings) for n in range(events)))


def _event(number: int, dice: np.random.Generator, bodies: int, roots: int, tellings: int) -> Event:
    behind = dice.choice(bodies, roots, replace=False).tolist()
    origins = tuple(
        Origin(
            id=f"O{number}-{body}",
            name=f"b{body}",
            key=f"b{body}",
            kind="official statement",
            reports=(f"r{number}-{body}",),
            probability=0.9,
        )
        for body in behind
    )
    told = [
        EventTelling(report=f"r{number}-{origin.name}-{n}", span=Span(0, 1), origin=origin.id)
        for origin in origins
        for n in range(tellings)
    ]
    if dice.random() < 0.2:
        told.append(EventTelling(report=f"r{number}", span=Span(0, 1)))
    return Event(
        id=f"X{number:06}",
        type=TYPES[int(dice.integers(len(TYPES)))],
        mentions=tuple(told),
        origins=origins,
        actors=("group",),
        targets=("group",),
    )


def main() -> None:
    """Weigh one big case and print the seconds it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=3000)
    options = parser.parse_args()
    case = big_case(options.events)
    asked = parse_hypotheses(read_text("weighing/hypotheses/decline.toml"), name="decline")
    start = time.perf_counter()
    made = weigh(case, hypotheses=asked, subject="group")
    seconds = time.perf_counter() - start
    print(f"{options.events} events, {len(made.evidence)} of them evidence: {seconds:.1f} s")


if __name__ == "__main__":
    main()
