"""A table's row of totals against its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanben.extract.contradictions_reading import Reading, reason
from kanben.extract.numerals import number
from kanben.model import Block, Doubt, Place

_TOTAL_ROW = re.compile(r"(?:合\s*计|总\s*计|共\s*计|总\s*数)")
_PART_ROW = re.compile("其中|小计")


def tables_differ(reading: Reading) -> Iterator[Doubt]:
    """A total that is not the sum of its column, in a table with one row of totals and no rows within rows."""
    for index, block in enumerate(reading.chapter.blocks):
        if block.kind == "table":
            yield from _table(Place(reading.chapter.slug, index, 0, 0), block)


def _table(place: Place, block: Block) -> Iterator[Doubt]:
    head, *rows = (line.split("\t") for line in block.text.split("\n"))
    totals = [row for row in rows if _TOTAL_ROW.fullmatch(row[0].strip())]
    others = [row for row in rows if row not in totals]
    if len(totals) != 1 or len(others) < 2 or any(_PART_ROW.match(row[0].strip()) for row in others):
        return
    line = "\t".join(totals[0])
    start = block.text.find(line)
    where = Place(place.chapter, place.block, start, start + len(line))
    for column in range(1, len(head)):
        why = _column(head[column], totals[0], others, column)
        if why:
            yield Doubt(where, "sum-differs", why, line)


def _column(head: str, totals: Sequence[str], others: Sequence[Sequence[str]], column: int) -> str:
    """Why a column is doubtful; empty where it adds up, or holds what is no number."""
    cells = [_cell(row, column) for row in others]
    stated = _cell(totals, column)
    numbers = [cell for cell in cells if cell is not None]
    if stated is None or len(numbers) < len(cells):
        return ""
    gap = abs(sum(numbers) - stated)
    if gap <= _rounding(others, column) + 1e-9 * abs(stated):
        return ""
    facts = {"head": head, "row": totals[0], "stated": totals[column]}
    return reason("column", added=float(sum(numbers)), gap=gap, **facts)


def _cell(row: Sequence[str], column: int) -> float | None:
    return number(row[column].strip()) if column < len(row) else None


def _rounding(rows: Sequence[Sequence[str]], column: int) -> float:
    """What the rounding of decimals may add up to."""
    decimals = max(len(row[column].partition(".")[2]) for row in rows)
    return len(rows) * 0.5 * 10**-decimals if decimals else 0.0
