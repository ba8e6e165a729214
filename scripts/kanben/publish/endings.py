"""The last page of a chapter holds five lines or more, where its opening can give or take a few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from kanben.publish.engine import boxes
from kanben.publish.pieces import Piece
from kanben.publish.tagging import children
from kanben.publish.typesetter import Typesetter

FEWEST = 5
"""Lines that a last page should hold."""
MOST = 4
"""Lines by which an opening may be lower or higher than those of other chapters."""
TRIES = 3
"""How often a chapter may be set again for it."""
ROLES = frozenset({"chapter", "appendix", "afterword", "preface", "note"})


def set_with_good_ending(setter: Typesetter, piece: Piece, first: int) -> tuple[Any, ...]:
    """The pages of a piece; where its last one would hold but a few lines, the opening gives way."""
    if piece.role not in ROLES:
        return tuple(setter.set(piece, first).pages)
    known, key = setter.memory.shifts, setter.key(piece, first)
    if key not in known:
        known[key] = good_shift(setter, piece, first)
    return tuple(setter.set(piece, first, known[key]).pages)


def good_shift(setter: Typesetter, piece: Piece, first: int) -> int:
    """Lines to add to the opening of a piece, so that its last page holds enough; 0 where nothing tried helps."""
    pages = setter.set(piece, first).pages
    if not short(pages):
        return 0
    for shift in islice(shifts(lines_on(pages[-1])), TRIES):
        if not short(setter.set(piece, first, shift).pages):
            setter.drop(piece, first, 0)
            return shift
        setter.drop(piece, first, shift)
    return 0


def short(pages: Sequence[Any]) -> bool:
    """Whether the last of several pages holds fewer lines than it should."""
    return len(pages) > 1 and 0 < lines_on(pages[-1]) < FEWEST


def shifts(lines: int) -> Iterator[int]:
    """Lines to add to the opening (below 0: to take away): what fills or empties the last page, the less first.

    Then one line more or less, since two lines of a paragraph stay together.
    """
    fill, empty = FEWEST - lines, -lines
    likely = (*sorted((fill, empty), key=abs), *sorted((fill + 1, empty - 1), key=abs))
    yield from (shift for shift in likely if abs(shift) <= MOST)


def lines_on(page: Any) -> int:
    """The lines of text on a page, notes and page furniture left out."""
    tops: set[float] = set()
    stack = [page._page_box]
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
            continue
        if isinstance(box, boxes.LineBox):
            tops.add(round(box.position_y, 1))
        elif isinstance(box, boxes.ReplacedBox):
            tops.update(box.position_y + line for line in range(FEWEST))
        else:
            stack.extend(children(box))
    return len(tops)
