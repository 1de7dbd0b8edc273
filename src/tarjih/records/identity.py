"""Ids that come from content, so that the same content always has the same id."""

import hashlib

__all__ = ["content_id"]

_LENGTH = 16  # 64 bits: at 10 million records the chance of one collision is 3 in a million


def content_id(prefix: str, *parts: str) -> str:
    """Derive a stable id from what a record says.

    Args:
        prefix: One or two letters that tell the kind of record ("X" for an event).
        parts: The content, in a fixed order; lengths are hashed too, so ("ab", "c") differs from ("a", "bc").

    Returns:
        The prefix and 16 hexadecimal digits of a SHA-256.
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return prefix + digest.hexdigest()[:_LENGTH]
