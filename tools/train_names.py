"""Learn from tagged text what words in names of persons look like, and write the weights as a table.

Usage: python -m tools.train_names TAGGED_TEXT [--out FILE] [--until SHARE]

TAGGED_TEXT has a token and its BIO tag a line and an empty line behind each sentence (ANERcorp). The model
is an averaged perceptron over the features of `tarjih.reading.name_learned`; the same text gives the same
bytes. No random numbers: sentences are gone through in a fixed stride.
"""

import argparse
import hashlib
from collections import Counter
from pathlib import Path

import msgspec

from tarjih.reading.name_learned import BIAS, JOINED, ROLES, features_of
from tarjih.reading.tokens import lay_out
from tarjih.records.page import Words

_ROUNDS = 8
_SCALE = 100  # weights are kept as hundredths
_RAREST = 3  # a feature seen less often is left out
_STRIDE = 7919
_MARGIN = 1.0
_TABLE = Path(__file__).resolve().parent.parent / "src/tarjih/lexicons/reading/learned_names.msgpack"


def read_sentences(path: Path) -> list[tuple[Words, list[bool]]]:
    """Return each tagged sentence laid out in words, with whether each word is part of a person's name."""
    sentences, tokens = [], []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            form, _, tag = line.rpartition(" ")
            tokens.append((form, tag.endswith("PERS")))
            continue
        if tokens:
            sentences.append(_laid_out(tokens))
        tokens = []
    return sentences


def _laid_out(tokens: list[tuple[str, bool]]) -> tuple[Words, list[bool]]:
    text, marked = "", []
    for form, named in tokens:
        text += " " if text else ""
        marked += [(len(text), named)]
        text += form
    words = lay_out(text)
    labels, at = [], 0
    for start in words.starts:
        while at + 1 < len(marked) and marked[at + 1][0] <= start:
            at += 1
        labels.append(marked[at][1])
    return words, labels


def features_at(words: Words, i: int) -> list[str]:
    """Return the features of word i and of its neighbours in the text."""
    found: list[str] = []
    for role in ROLES:
        if 0 <= i + role < len(words):
            found += features_of(words.words[i + role], role)
    return found


def train(sentences: list[tuple[Words, list[bool]]]) -> dict[str, int]:
    """Return the averaged weights of the features, in hundredths."""
    rows = [[features_at(words, i) for i in range(len(words))] for words, _ in sentences]
    seen = Counter(feature for row in rows for features in row for feature in features)
    rows = [[[f for f in features if seen[f] >= _RAREST] for features in row] for row in rows]
    learner = _Learner()
    for turn in range(_ROUNDS):
        for n in range(len(rows)):
            k = (n * _STRIDE + turn * 31) % len(rows)
            learner.read(rows[k], sentences[k][1])
    return learner.averaged()


class _Learner:
    """An averaged perceptron with a margin: weights, what they summed up to, and when they last changed."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}
        self.totals: dict[str, float] = {}
        self.changed: dict[str, int] = {}
        self.step = 0

    def read(self, row: list[list[str]], labels: list[bool]) -> None:
        """Learn from one sentence: the features of each word, and whether it is part of a name."""
        before = False
        for features, named in zip(row, labels, strict=True):
            self.step += 1
            active = [*features, BIAS, JOINED] if before else [*features, BIAS]
            before = named
            score = sum(self.weights.get(feature, 0.0) for feature in active)
            if (score > 0) == named and abs(score) > _MARGIN:
                continue
            for feature in active:
                self._settle(feature)
                self.weights[feature] += 1.0 if named else -1.0

    def _settle(self, feature: str) -> None:
        """Add up what a weight was since it last changed."""
        since = self.step - self.changed.get(feature, 0)
        self.totals[feature] = self.totals.get(feature, 0.0) + since * self.weights.get(feature, 0.0)
        self.changed[feature] = self.step
        self.weights.setdefault(feature, 0.0)

    def averaged(self) -> dict[str, int]:
        """Return the mean of each weight over all steps, in hundredths; none that comes to nothing."""
        table = {}
        for feature in sorted(self.weights):
            self._settle(feature)
            mean = round(self.totals[feature] / self.step * _SCALE)
            if mean:
                table[feature] = mean
        return table


def main() -> None:
    """Train on a file, or on a first share of it, and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", type=Path)
    parser.add_argument("--out", type=Path, default=_TABLE)
    parser.add_argument(
        "--until", type=float, default=1.0, help="learn from this first share of the sentences"
    )
    options = parser.parse_args()
    sentences = read_sentences(options.text)
    table = train(sentences[: int(len(sentences) * options.until)])
    options.out.write_bytes(msgspec.msgpack.encode(table))
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()
    print(
        f"{len(sentences)} sentences, {len(table)} weights, {options.out.stat().st_size} bytes, {digest[:16]}"
    )


if __name__ == "__main__":
    main()
