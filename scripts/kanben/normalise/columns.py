"""Aligned columns: lines that follow each other and fall into as many short cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kanben.normalise.characters import BLANK, HAN, ORDINAL
from kanben.normalise.draft import Draft, Line, Span
from kanben.normalise.rule import Wish

_GAP = re.compile(r"[ \u3000]*\t[ \t\u3000]*|[ \t]*\u3000[ \t\u3000]*|[ \t\u3000]{2,}")
_PROSE = re.compile(r"[。；！？;]")
_NUMBERED = re.compile(rf"{ORDINAL}|[（(]?[一二三四五六七八九十]{{1,4}}[、.．）)]|附\s*录")
_METRE = re.compile(f"(?:[{HAN}]{{5}}|[{HAN}]{{7}})[，。；！？,;!?]?")
"""Half a line of verse."""
_WIDEST = 16
"""Characters a cell has at most: what is longer is a sentence."""


def columns(draft: Draft) -> Iterator[Span]:
    """The marks with one more over every two or more lines that stand in columns."""
    yield from draft.marks
    for _, group in groupby(draft.lines(), key=lambda line: _cells(draft, line)):
        lines = list(group)
        if len(lines) > 1 and _cells(draft, lines[0]) > 1:
            yield Span(lines[0].start, lines[-1].end, "columns")


def column_gaps(draft: Draft) -> Iterator[Wish]:
    """Between the cells of columns stand ideographic spaces: tabs and runs of spaces become one."""
    for block in draft.blocks:
        if block.kind == "columns":
            for gap in _GAP.finditer(draft.text, block.start, block.end):
                if not _at_edge(draft.text, gap):
                    yield *gap.span(), "\u3000" * max(1, gap[0].count("\u3000"))


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
    cells = _GAP.split(text)
    if len(cells) == 2 and _METRE.fullmatch(cells[0]) and len(cells[0]) == len(cells[1]):
        return 0
    return len(cells) if max(map(len, cells)) <= _WIDEST and max(map(len, cells)) > 1 else 0


def _at_edge(text: str, gap: re.Match[str]) -> bool:
    """Whether the blanks stand at an edge of their line."""
    return text[gap.start() - 1 : gap.start()] in ("", "\n") or text[gap.end() : gap.end() + 1] in ("", "\n")
