"""Widths of a table's columns: those at which the table is lowest, found step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from kanben.publish.locators import Printed
from kanben.resources import printed_words

NARROW = 0.56
"""Width of a Latin letter or a digit, in ems."""
GAP = 0.25
"""Between Han and Latin."""
PADDING = 1.1
"""Around the text of a cell, in ems."""
HEAD = 4.0
"""Ems up to which a column is at least as wide as its head."""
STEP = 0.5
SAMPLE = 200
"""Rows that are looked at; of a longer table every so many."""


def column_widths(rows: Iterable[Sequence[str]], total: float) -> tuple[float, ...]:
    """Percentages of the width for columns of those cells, heads first; `total` is the width in ems."""
    lengths = [[ems(cell) for cell in row] for row in rows]
    needed = [max(column) + PADDING for column in zip(*lengths, strict=True)]
    widths = [min(need, min(head, HEAD) + PADDING) for need, head in zip(needed, lengths[0], strict=True)]
    sample = lengths[:: -(-len(lengths) // SAMPLE)]
    while sum(widths) + STEP <= total and (open_ := [n for n, w in enumerate(widths) if w < needed[n]]):
        best = min(open_, key=lambda column: height(sample, widths, column))
        widths[best] += STEP
    spare = max(0.0, total - sum(widths))
    widths[needed.index(max(needed))] += spare
    whole = sum(widths)
    return tuple(round(100 * width / whole, 2) for width in widths)


def height(rows: Iterable[Sequence[float]], widths: Sequence[float], wider: int) -> float:
    """How high the rows stand, in parts of lines, with one column a step wider."""
    room = [width + (STEP if at == wider else 0) - PADDING for at, width in enumerate(widths)]
    return sum(max(1.0, *(length / space for length, space in zip(row, room, strict=True))) for row in rows)


def ems(text: str) -> float:
    """The width of a text on one line: Han and full-width marks one em, the rest narrow, gaps between them."""
    wide = [east_asian_width(character) in "WFA" for character in text]
    gaps = sum(one != other for one, other in pairwise(wide))
    return sum(1.0 if each else NARROW for each in wide) + GAP * gaps


def shown(locators: Iterable[Printed]) -> str:
    """Locators as they are printed in a cell."""
    words = printed_words()
    texts = (
        (each.first if each.first == each.last else f"{each.first}{words['range']}{each.last}")
        + (words["note_suffix"] if each.note else "")
        for each in locators
    )
    return str(words["between_locators"]).join(texts)
