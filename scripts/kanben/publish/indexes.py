"""The indexes as pieces: entries under their letters, each with its locators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kanben.model import Edition, Index, IndexEntry
from kanben.publish.anchors import safe
from kanben.publish.locators import Locator, Printed, printed
from kanben.publish.pieces import Heading, Piece
from kanben.publish.templates import fill


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of an index as printed."""

    id: str
    term: str
    locators: tuple[Printed, ...]
    see: tuple[str, str]
    """Term referred to, and the id it has in this index (empty where it has none)."""
    see_also: tuple[tuple[str, str], ...]
    children: tuple[Line, ...]


def index_pieces(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """Each index of the book."""
    return tuple(_piece(index, locate, target) for index in edition.apparatus.indexes)


def _piece(index: Index, locate: Locator | None, target: str) -> Piece:
    identity = f"index-{safe(index.name)}"
    lines = index_lines(index, locate)
    groups = tuple((letter, tuple(each for _, each in run)) for letter, run in groupby(lines, lambda x: x[0]))
    html = fill("index.html", id=identity, title=index.title, groups=groups, target=target)
    heading = Heading(identity, 1, index.title, "index")
    return Piece(identity, "index", index.title, str(html), (heading,))


def index_lines(index: Index, locate: Locator | None) -> tuple[tuple[str, Line], ...]:
    """Each entry of an index as a line, under the letter of its group."""
    ids = {entry.term: f"index-{safe(index.name)}-{path}" for path, entry in _numbered(index.entries)}
    return tuple((entry.group, line(entry, ids, locate)) for entry in index.entries)


def line(entry: IndexEntry, ids: dict[str, str], locate: Locator | None) -> Line:
    """An entry with its pages looked up, and its sub-entries."""
    return Line(
        ids[entry.term],
        entry.term,
        printed(entry.places, locate, entry.main) if locate else (),
        (entry.see, ids.get(entry.see, "")),
        tuple((term, ids.get(term, "")) for term in entry.see_also),
        tuple(line(child, ids, locate) for child in entry.children),
    )


def _numbered(entries: tuple[IndexEntry, ...], above: str = "") -> Iterator[tuple[str, IndexEntry]]:
    """Every entry with its path of numbers, sub-entries first, so that a main entry's id wins."""
    for number, entry in enumerate(entries, 1):
        path = f"{above}{number}"
        yield from _numbered(entry.children, f"{path}-")
        yield path, entry
