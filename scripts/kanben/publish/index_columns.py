"""The index in columns that we fill ourselves: a letter goes on in the next column under its head and 续.

Entries are set once in a column of the right width to learn their heights; then columns are filled in whole
lines, a head never stands without an entry, and the columns of the last page are made as even as they can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kanben.publish.engine import boxes
from kanben.publish.indexes import Line
from kanben.publish.pieces import Piece
from kanben.publish.tagging import children
from kanben.publish.templates import fill
from kanben.publish.typesetter import Typesetter

WIDE = 34
"""Ems of the measure from which three columns are set."""
PIXELS = 96 / 72
"""Pixels in a point."""
ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Segment:
    """Entries of one letter in one column."""

    letter: str
    lines: tuple[Line, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """An entry with its sub-entries, and the lines that it takes."""

    letter: str
    line: Line
    height: int


Column = Sequence[Segment]


def columned(piece: Piece, lines: Sequence[tuple[str, Line]], setter: Typesetter) -> Piece:
    """The index as pages of columns; the piece as it is where an entry is too tall for a column."""
    columns = 3 if setter.page.ems >= WIDE else 2
    everything = Segment("", tuple(line for _, line in lines))
    trial = setter.set(_filled(piece, [[[everything]]], columns, trial=True), 1).pages
    heights = entry_heights(trial, frozenset(line.id for _, line in lines))
    first, room = rooms(trial[0], setter)
    units = [Unit(letter, line, heights[line.id]) for letter, line in lines]
    if not units or max(unit.height for unit in units) + 1 > first:
        return piece
    return _filled(piece, filled_pages(units, (first, room), columns), columns)


def entry_heights(pages: Iterable[Any], ids: frozenset[str]) -> Counter[str]:
    """The lines that each entry takes, sub-entries and all."""
    heights: Counter[str] = Counter()
    for page in pages:
        stack = [(page._page_box, "")]
        while stack:
            box, entry = stack.pop()
            name = box.element.get("id", "") if box.element is not None else ""
            entry = name if name in ids else entry
            if entry and isinstance(box, boxes.LineBox):
                heights[entry] += 1
            else:
                stack.extend((child, entry) for child in children(box))
    return heights


def rooms(page: Any, setter: Typesetter) -> tuple[int, int]:
    """The lines of a column on the first page, under the title, and on the pages after it."""
    column = next(each for each in _blocks(page._page_box) if each.element.get("class") == "trial")
    line = column.style["line_height"].value
    whole = setter.page.lines * setter.page.leading * PIXELS
    above = column.position_y - page._page_box.content_box_y()
    return int((whole - above) / line + ROUNDING), int(whole / line + ROUNDING)


def filled_pages(units: Sequence[Unit], room: tuple[int, int], columns: int) -> list[list[Column]]:
    """All entries in columns, page after page; the last page's columns as even as they can be."""
    pages: list[list[Column]] = []
    at = 0
    while at < len(units):
        height = room[1] if pages else room[0]
        page, after = filled_page(units, at, height, columns)
        if after == len(units):
            tries = (filled_page(units, at, lower, columns) for lower in range(1, height + 1))
            page = next(tried for tried, end in tries if end == len(units))
        pages.append(page)
        at = after
    return pages


def filled_page(units: Sequence[Unit], at: int, height: int, columns: int) -> tuple[list[Column], int]:
    """Columns of that height filled from an entry on, and the number of the first entry left over."""
    page: list[Column] = []
    for _ in range(columns):
        column, at = filled_column(units, at, height)
        page.append(column)
    return page, at


def filled_column(units: Sequence[Unit], at: int, left: int) -> tuple[Column, int]:
    """One column with `left` lines, and the number of the first entry left over."""
    column: list[Segment] = []
    while at < len(units):
        unit = units[at]
        opens = not column or column[-1].letter != unit.letter
        cost = unit.height + (1 if opens else 0) + (1 if opens and column else 0)
        if cost > left:
            break
        if opens:
            column.append(
                Segment(unit.letter, (), not column and at > 0 and units[at - 1].letter == unit.letter)
            )
        column[-1] = replace(column[-1], lines=(*column[-1].lines, unit.line))
        left -= cost
        at += 1
    return column, at


def _filled(piece: Piece, pages: Sequence[Sequence[Column]], columns: int, trial: bool = False) -> Piece:
    values = {"id": piece.id, "title": piece.title, "pages": pages, "columns": columns, "trial": trial}
    html = fill("index-columns.html", **values)
    return replace(piece, html=str(html))


def _blocks(box: Any) -> Iterator[Any]:
    """The boxes of elements in a box, in reading order."""
    if box.element is not None:
        yield box
    for child in children(box):
        yield from _blocks(child)
