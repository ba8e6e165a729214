"""Tables made by hand, in CSV or as a Markdown pipe table, beside those made from findings."""

from __future__ import annotations

import csv
import io
import re

from kanben.errors import ConfigError
from kanben.model import Row, Table, TableRuling

_FILE = "manuscript/decisions/tables.yaml"
_BAR = re.compile(r"(?<!\\)\|")
_RULE = frozenset("-: ")
"""What the line under the head is made of."""


def hand_tables(rulings: tuple[TableRuling, ...], files: dict[str, str]) -> tuple[tuple[Table, str], ...]:
    """Each table made by hand, with the name of the table it follows; raises ConfigError."""
    return tuple((_table(ruling, files), ruling.after) for ruling in rulings if ruling.file)


def _table(ruling: TableRuling, files: dict[str, str]) -> Table:
    rows = _rows(ruling.file, files[ruling.file])
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        raise ConfigError("table.ragged", _FILE, ruling.line, table=ruling.file)
    body = tuple(Row(row) for row in rows[1:])
    return Table(ruling.name, ruling.title or ruling.name, rows[0], body, paged=False)


def _rows(file: str, text: str) -> tuple[tuple[str, ...], ...]:
    if file.endswith(".csv"):
        return tuple(tuple(row) for row in csv.reader(io.StringIO(text)) if row)
    rows = tuple(_cells(line) for line in text.splitlines() if _BAR.search(line))
    return tuple(row for at, row in enumerate(rows) if at != 1 or not _RULE.issuperset("".join(row)))


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a pipe table; a bar inside one is written \\|."""
    inside = re.sub(r"(?<!\\)\|\Z", "", line.strip()).removeprefix("|")
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(inside))
