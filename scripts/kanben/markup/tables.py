"""Tables: rows parted by LF, cells by TAB, a cell that spans several followed by empty ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from kanben.markup.inline import Run, Setting, inline, joined
from kanben.markup.lines import stacked
from kanben.markup.tree import Node

_WIDEST = 1000
"""Columns that a cell may claim to span; more is a fault of the file."""


def table(content: list[Any], setting: Setting) -> tuple[Run, str]:
    """The rows of a table as one run, and its caption as plain text; the first row is taken as the head."""
    _, (_, caption), columns, (_, head), bodies, (_, foot) = content
    groups = [head, *(part for _, _, inner, rows in bodies for part in (inner, rows)), foot]
    width = max(len(columns), 1)
    rows = [row for group in groups for row in _rows(group, width, setting)]
    return stacked(rows), " ".join(_flat(caption, setting).text.split())


def _rows(group: list[Any], width: int, setting: Setting) -> Iterator[Run]:
    """The rows of one group, each as wide as the table; a cell that reaches down leaves empty ones below."""
    reaching: dict[int, int] = {}
    for _, cells in group:
        row, reaching = _row(cells, width, setting, reaching)
        yield joined(part for n, cell in enumerate(row) for part in ((Run("\t"),) if n else ()) + (cell,))


def _row(
    cells: list[Any], width: int, setting: Setting, reaching: dict[int, int]
) -> tuple[list[Run], dict[int, int]]:
    row: list[Run] = []
    below = {column: left - 1 for column, left in reaching.items() if left > 1}
    for _, _, down, across, content in cells:
        while len(row) in reaching:
            row.append(Run())
        span = range(len(row), len(row) + min(across, _WIDEST))
        below |= {column: down - 1 for column in span if down > 1}
        row += [_flat(content, setting), *(Run() for _ in span[1:])]
    row += (Run() for _ in range(width - len(row)))
    return row, below


def _flat(blocks: list[Node], setting: Setting) -> Run:
    """The text of a cell or a caption on one line, without TAB and LF."""
    lines = [line for block in blocks for line in _lines(block)]
    parted = [part for line in lines for part in (Run(" "), inline(line, setting))]
    run = joined(parted[1:])
    return replace(run, text=run.text.translate({9: " ", 10: " "}))


def _lines(block: Node) -> Iterator[list[Node]]:
    """The inline content of a block in a cell, a line for each paragraph in it."""
    kind, content = block["t"], cast("Any", block.get("c"))
    if kind in ("Para", "Plain"):
        yield content
    elif kind == "Header":
        yield content[2]
    elif kind == "LineBlock":
        yield from content
    elif kind == "CodeBlock":
        yield [{"t": "Code", "c": content}]
    elif kind in ("Div", "BlockQuote", "BulletList", "OrderedList"):
        inner = content if kind in ("BlockQuote", "BulletList") else content[1]
        for each in _blocks(inner):
            yield from _lines(each)


def _blocks(part: list[Any]) -> Iterator[Node]:
    """The blocks of a list of blocks, or of a list of items."""
    for each in part:
        if isinstance(each, list):
            yield from each
        else:
            yield each
