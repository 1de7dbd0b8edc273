"""Pin the scores that are reached now: `python -m tools.pin_scores [--lower REASON]`.

A score may not be pinned lower than before without a reason, which is written into the file's history
by the commit that carries it.
"""

import sys
from pathlib import Path

import msgspec

from tarjih.evaluation.gate import Pinned, digest_of, falls, read_pinned
from tarjih.evaluation.gold import read_gold
from tarjih.evaluation.scores import score_readings
from tarjih.pipeline import read_report

_ROOT = Path(__file__).resolve().parent.parent
_PINNED = _ROOT / "tests" / "gold" / "pinned.json"


def main() -> None:
    """Score the marked reports beside the checkout and write the figures down."""
    folder = _ROOT.parent / "shared" / "gold" / "dev"
    scores = score_readings((gold, read_report(report)) for report, gold in read_gold(folder))
    if _PINNED.exists() and "--lower" not in sys.argv:
        lost = falls(scores, pinned=read_pinned(_PINNED.read_bytes()))
        if lost:
            sys.exit("scores fell; mend it, or say why with --lower REASON:\n" + "\n".join(lost))
    f1 = {measure: round(score.f1, 3) for measure, score in scores.items()}
    made = Pinned(digest=digest_of(folder), f1=f1)
    _PINNED.write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    for measure, score in scores.items():
        print(f"{measure:38} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")


if __name__ == "__main__":
    main()
