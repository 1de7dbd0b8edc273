"""Record: what every record is built on."""

import msgspec

__all__ = ["Record"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A frozen, keyword-only record whose types are checked at every edge.

    Built from our own code a record is checked by its `__post_init__`; decoded from JSON or a database
    row it is checked by msgspec as well, which names the path of what is wrong.
    """
