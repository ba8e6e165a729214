"""Places of the index as marks in the text: what a format with real index fields needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kanben.model import Edition, IndexEntry, Place
from kanben.publish.inline import Insertion


@dataclass(frozen=True, slots=True)
class IndexMark:
    """One place of one entry."""

    id: str
    index: str
    path: tuple[str, ...]
    """The entry's term, its parent's before it."""
    reading: str
    place: Place | None
    """None: a cross-reference, which has none."""
    main: bool = False
    see: str = ""


def index_marks(edition: Edition) -> tuple[IndexMark, ...]:
    """Every place of every index, numbered in the order of the entries; cross-references with them."""
    found = (mark for index in edition.apparatus.indexes for mark in _of(index.name, index.entries, ()))
    return tuple(
        IndexMark(f"xe-{number}", index, path, _spelled(entry), place, place == entry.main, see)
        for number, (index, path, entry, place, see) in enumerate(found)
    )


def places_marked(edition: Edition) -> dict[str, dict[int, list[Insertion]]]:
    """What stands in the text for the marks, by chapter and block: an empty span with the mark's id."""
    by_chapter: dict[str, dict[int, list[Insertion]]] = {}
    for mark in index_marks(edition):
        if mark.place:
            span = Markup('<span id="{}"></span>').format(mark.id)
            blocks = by_chapter.setdefault(mark.place.chapter, {})
            blocks.setdefault(mark.place.block, []).append(Insertion(mark.place.start, span))
    return by_chapter


def _of(
    index: str, entries: tuple[IndexEntry, ...], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...], IndexEntry, Place | None, str]]:
    for entry in entries:
        path = (*above, entry.term)
        places = dict.fromkeys((*entry.places, *((entry.main,) if entry.main else ())))
        yield from ((index, path, entry, place, "") for place in places)
        if entry.see:
            yield index, path, entry, None, entry.see
        yield from _of(index, entry.children, path)


def _spelled(entry: IndexEntry) -> str:
    return " ".join(syllable for syllable in entry.reading if syllable.strip("《》“”‘’（）()"))
