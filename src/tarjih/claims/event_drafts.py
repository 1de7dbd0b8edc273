"""Event drafts: events in the making, while their arguments are bound."""

from tarjih.claims.chunks import Chunk
from tarjih.claims.frames import MOVES, fits, frame_of
from tarjih.claims.tables import Frame, TriggerRow
from tarjih.records.reading import Quantity, Status

__all__ = ["Draft"]


class Draft:
    """An event in the making."""

    __slots__ = (
        "actors", "chunk", "dropped", "frame", "governors",
        "index", "itself", "place", "quantity", "row", "rule", "status",
        "subject_event", "targets", "time", "type",
    )  # fmt: skip

    def __init__(self, chunk: Chunk, index: int, row: TriggerRow) -> None:
        self.chunk = chunk
        self.index = index
        self.row = row
        self.frame: Frame = frame_of(row.frame)
        self.type = row.type
        self.actors: list[Chunk] = []
        self.targets: list[Chunk] = []
        self.place: Chunk | None = None
        self.time: Chunk | None = None
        self.quantity: Quantity | None = chunk.quantity
        self.status: Status = row.status
        self.subject_event: Draft | None = None
        self.dropped = False
        self.itself = False
        self.governors: list[str] = []  # rows of the words that gave it its status
        self.rule = f"{row.id}/{row.frame}"

    def fill(self, role: str, group: list[Chunk]) -> bool:
        """Fill a role with a noun phrase and those joined to it; say whether it took."""
        taken = False
        for chunk in group:
            match fits(chunk, role, type_=self.type):
                case "actor" if chunk not in self.actors:
                    self.actors.append(chunk)
                    if self.type in MOVES:
                        self.quantity = self.quantity or chunk.quantity
                    taken = True
                case "target" if chunk not in self.targets:
                    self.targets.append(chunk)
                    self.quantity = self.quantity or chunk.quantity
                    taken = True
                case "place" if self.place is None:
                    self.place = chunk
                    taken = True
                case _:
                    pass
        return taken
