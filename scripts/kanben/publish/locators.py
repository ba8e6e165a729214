"""Locators: places of the text to printed page numbers (GB/T 22466: each page once)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from kanben.model import Pages, PageStart, Place
from kanben.publish.anchors import block_id, page_id

Position = tuple[int, int, int]
"""Chapter in reading order, block, code point: what places are compared by."""
Starts = tuple[tuple[Position, PageStart], ...]
RANGE = 3
"""Pages in a row that make a range; two stay two locators."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Finds the printed page of a place by bisecting the reading order."""

    order: Mapping[str, int]
    starts: Starts
    notes: Starts
    labels: Mapping[str, str]
    """Printed page by anchor."""
    pages: Pages

    def position(self, place: Place) -> Position:
        """Where a place stands in the reading order; a place outside the book raises KeyError."""
        return self.order[place.chapter], place.block, place.start

    def page(self, place: Place) -> tuple[PageStart, bool]:
        """The page that holds the first character of a place, and whether that stands in a note."""
        position = self.position(place)
        in_note = _before(self.notes, position)
        if in_note and in_note[0][:2] == position[:2]:
            return in_note[1], True
        found = _before(self.starts, position)
        return (found[1] if found else self.starts[0][1]), False


@dataclass(frozen=True, slots=True)
class Printed:
    """One locator: a page, or pages in a row."""

    first: str
    """Page label as printed."""
    last: str
    """The same label where it is one page."""
    target: str
    """Id that leads to exactly this page: of the block where that begins on it, else of the page's top."""
    block: str
    """Id of the block that holds the first place on the page."""
    main: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """A page that an entry stands on, by its first place there."""

    start: PageStart
    place: Place
    main: bool
    note: bool


def locator(pages: Pages, chapters: Iterable[str]) -> Locator:
    """What finds pages in a book of those chapter slugs, in reading order."""
    order = {slug: number for number, slug in enumerate(chapters)}
    return Locator(
        order, _positions(pages.starts, order), _positions(pages.notes, order), dict(pages.anchors), pages
    )


def printed(places: Iterable[Place], locate: Locator, main: Place | None = None) -> tuple[Printed, ...]:
    """The locators of an entry in page order: each page once, three or more in a row as a range.

    The page of the main passage and notes stand alone; a note on a page that is printed already is left out.
    """
    spots = _spots(places, locate, main)
    runs: list[list[_Spot]] = []
    for spot in spots:
        if runs and _in_a_row(runs[-1][-1], spot):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return tuple(each for run in runs for each in _run(run, locate))


def _spots(places: Iterable[Place], locate: Locator, main: Place | None) -> list[_Spot]:
    """The pages of an entry, each once, in page order."""
    by_page: dict[tuple[int, bool], _Spot] = {}
    main_page = locate.page(main) if main else None
    for place in sorted({*places, *([main] if main else [])}, key=locate.position):
        start, note = locate.page(place)
        is_main = main_page is not None and (start, note) == main_page
        by_page.setdefault((start.number, note), _Spot(start, place, is_main, note))
    return [
        spot
        for (number, note), spot in sorted(by_page.items(), key=itemgetter(0))
        if spot.main or not note or (number, False) not in by_page
    ]


def _in_a_row(one: _Spot, other: _Spot) -> bool:
    """Two pages that may stand in one range: neighbours of one series of numbers, neither marked."""
    neighbours = other.start.number == one.start.number + 1
    marked = one.main or other.main or one.note or other.note
    return neighbours and not marked and one.start.label.isdecimal() == other.start.label.isdecimal()


def _run(run: list[_Spot], locate: Locator) -> list[Printed]:
    if len(run) < RANGE:
        return [_printed(spot, spot, locate) for spot in run]
    return [_printed(run[0], run[-1], locate)]


def _printed(first: _Spot, last: _Spot, locate: Locator) -> Printed:
    block = block_id(first.place.chapter, first.place.block)
    top = Place(first.place.chapter, first.place.block, 0, 0)
    begins_here = locate.page(top)[0].number == first.start.number
    target = block if begins_here else page_id(first.start.label)
    return Printed(first.start.label, last.start.label, target, block, first.main, first.note)


def _positions(starts: Iterable[PageStart], order: Mapping[str, int]) -> Starts:
    placed = (
        ((order[start.place.chapter], start.place.block, start.place.start), start)
        for start in starts
        if start.place is not None and start.place.chapter in order
    )
    return tuple(sorted(placed, key=itemgetter(0)))


def _before(starts: Starts, position: Position) -> tuple[Position, PageStart] | None:
    """The last start at or before a position."""
    found = bisect_right(starts, position, key=itemgetter(0))
    return starts[found - 1] if found else None
