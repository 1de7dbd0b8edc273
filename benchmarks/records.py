"""What it costs to make a record: msgspec.Struct against a frozen dataclass with slots."""

import sys
import timeit
from dataclasses import dataclass

import msgspec


class StructSpan(msgspec.Struct, frozen=True, kw_only=True):
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError("a span needs 0 <= start <= end")


@dataclass(frozen=True, kw_only=True, slots=True)
class DataclassSpan:
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError("a span needs 0 <= start <= end")


class StructMention(msgspec.Struct, frozen=True, kw_only=True):
    span: StructSpan
    kind: str
    name: str
    rule: str
    row: str | None = None
    nominal: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DataclassMention:
    span: DataclassSpan
    kind: str
    name: str
    rule: str
    row: str | None = None
    nominal: bool = False


def nanoseconds(statement: str, *, rounds: int = 5, number: int = 100_000) -> float:
    """Time of one run of `statement`, the best of five rounds."""
    return min(timeit.repeat(statement, globals=globals(), repeat=rounds, number=number)) / number * 1e9


def main() -> None:
    """Print nanoseconds for making, hashing and writing each kind."""
    print(f"Python {sys.version.split()[0]}, msgspec {msgspec.__version__}; nanoseconds, best of 5 x 100,000")
    for kind in ("Struct", "Dataclass"):
        mention = f'{kind}Mention(span={kind}Span(start=3, end=9), kind="PLACE", name="a", rule="b")'
        globals()["made"] = eval(mention)  # noqa: S307 - our own text
        made, hashed = nanoseconds(mention), nanoseconds("hash(made)")
        written = nanoseconds("msgspec.json.encode(made)")
        print(f"{kind:<10} make span and mention {made:7.0f}   hash {hashed:6.0f}   to JSON {written:6.0f}")


if __name__ == "__main__":
    main()
