"""The ids that the document in the middle carries: of blocks, pieces, notes and printed pages."""

from __future__ import annotations

import re
from hashlib import blake2s

NOT_SAFE = re.compile(r"[^A-Za-z0-9]+")


def safe(name: str) -> str:
    """An ASCII name for ids and file names: the name where it is one, else what is ASCII and a hash."""
    plain = NOT_SAFE.sub("-", name).strip("-")
    if plain == name:
        return plain
    digest = blake2s(name.encode(), digest_size=4).hexdigest()
    return f"{plain}-{digest}" if plain else digest


def block_id(chapter: str, block: int) -> str:
    """The id of a block of a chapter: what every locator leads to."""
    return f"b-{safe(chapter)}-{block}"


def piece_id(chapter: str) -> str:
    """The id of the piece that a chapter is."""
    return f"c-{safe(chapter)}"


def page_id(label: str) -> str:
    """The id of the top of a printed page."""
    return f"page-{safe(label)}"


def reference_id(note: str) -> str:
    """The id of the note reference that leads to the note of that id."""
    return f"r-{note}"
