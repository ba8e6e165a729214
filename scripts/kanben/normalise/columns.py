"""Aligned columns: lines that follow each other and fall into as many short cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from kanben.normalise.characters import BLANK, HAN, ORDINAL
from kanben.normalise.draft import Draft, Line, Span
from kanben.normalise.rule import Wish

_GAP = re.compile(r"[ \u3000]*\t[ \t\u3000]*|[ \t]*\u3000[ \t\u3000]*|[ \t\u3000]{2,}")
_ANY_GAP = re.compile(r"[ \t\u3000]+")
_APART = re.compile(r"\t|[ \u3000]{2}")
_NAME_SPACED = re.compile(f"(?<![{HAN}])([{HAN}])(?: {{1,4}}|\u3000)([{HAN}])(?![{HAN}])")
"""A name of two characters spaced out to the width of three: one cell."""
_ONE_BEFORE, _ONE_AFTER = re.compile(f"(?<![{HAN}])[{HAN}]\\Z"), re.compile(f"[{HAN}](?![{HAN}])")
_FAR, _SIGNED = 16, 24
"""Half-width characters that a signature is set in by at least, and characters it has at most."""
_SIGNATURE = re.compile(f"[{HAN}0-9 \t\u3000]+")
_BETWEEN = re.compile(f"(?<=[{HAN}]{{2}}) {{1,8}}(?=[{HAN}]{{2}})")
_PROSE = re.compile(r"[。；！？;]")
_NUMBERED = re.compile(rf"{ORDINAL}|[（(]?[一二三四五六七八九十]{{1,4}}[、.．）)]|附\s*录")
_METRE = re.compile(f"(?:[{HAN}]{{5}}|[{HAN}]{{7}})[，。；！？,;!?]?")
"""Half a line of verse."""
_WIDEST = 16
"""Characters a cell has at most: what is longer is a sentence."""


def columns(draft: Draft) -> Iterator[Span]:
    """The marks with one more over every two or more lines that stand in columns."""
    yield from draft.marks
    for is_row, group in groupby(draft.lines(), key=lambda line: _cells(draft, line) > 1):
        for rows in _alike(draft, list(group)) if is_row else ():
            if len(rows) > 1:
                yield Span(rows[0].start, rows[-1].end, "columns")


def column_gaps(draft: Draft) -> Iterator[Wish]:
    """Between the cells of columns stand ideographic spaces: tabs and runs of spaces become one."""
    for block in draft.blocks:
        if block.kind == "columns":
            for gap in _ANY_GAP.finditer(draft.text, block.start, block.end):
                if not _at_edge(draft.text, gap) and (len(gap[0]) > 1 or gap[0] != " " or _in_name(gap)):
                    yield *gap.span(), "\u3000" * max(1, gap[0].count("\u3000"))


def signature_gaps(draft: Draft) -> Iterator[Wish]:
    """In a line set far to the right, as a signature is, a blank between two words is there on purpose."""
    for line in draft.lines():
        inner = line.text.strip(BLANK)
        indent = line.text[: len(line.text) - len(line.text.lstrip(BLANK))]
        if _width(indent) >= _FAR and len(inner) <= _SIGNED and _SIGNATURE.fullmatch(inner):
            for gap in _BETWEEN.finditer(draft.text, line.start, line.end):
                yield *gap.span(), "\u3000"


def _alike(draft: Draft, rows: list[Line]) -> list[list[Line]]:
    """The rows that have as many cells; all that stand together where blanks set them wide apart.

    There a row may have a cell too few or too many: an empty one, or names that go on from the row above.
    """
    cells = [_cells(draft, row) for row in rows]
    wide = all(_APART.search(row.text.strip(BLANK)) and "，" not in row.text for row in rows)
    if wide and max(cells) > 2:
        return [rows]
    return [[row for _, row in group] for _, group in groupby(zip(cells, rows, strict=True), itemgetter(0))]


def _in_name(gap: re.Match[str]) -> bool:
    """Whether the blank spaces out a name of two characters: 张 平."""
    text, (start, end) = gap.string, gap.span()
    return bool(_ONE_BEFORE.search(text[max(0, start - 2) : start]) and _ONE_AFTER.match(text, end))


def _width(blanks: str) -> int:
    """The width of blanks in half-width characters; a tab counts as eight."""
    return sum({"\t": 8, "\u3000": 2}.get(blank, 1) for blank in blanks)


def _cells(draft: Draft, line: Line) -> int:
    """How many cells the line falls into; 0 where it is prose, verse, a heading, or in a block already."""
    text = line.text.strip(BLANK)
    if (
        not text
        or len(text) > 200
        or _PROSE.search(text)
        or _NUMBERED.match(text)
        or draft.block_at(line.start)
    ):
        return 0
    cells = _GAP.split(_NAME_SPACED.sub(r"\1\2", text))
    if len(cells) == 2 and _METRE.fullmatch(cells[0]) and len(cells[0]) == len(cells[1]):
        return 0
    return len(cells) if max(map(len, cells)) <= _WIDEST and max(map(len, cells)) > 1 else 0


def _at_edge(text: str, gap: re.Match[str]) -> bool:
    """Whether the blanks stand at an edge of their line."""
    return text[gap.start() - 1 : gap.start()] in ("", "\n") or text[gap.end() : gap.end() + 1] in ("", "\n")
