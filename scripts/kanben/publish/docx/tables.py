"""Tables for print: three rules, widths by what the columns hold, heads repeated, a name for who can't see them."""

from __future__ import annotations

from typing import Any

from kanben.publish.column_widths import column_widths
from kanben.publish.docx.names import element, w, words_of

WHOLE = 5000
"""The full measure, in fiftieths of a per cent."""
_CAUTION = 0.93
"""How much of a width is counted on: the fonts of the reader's machine may be wider than ours."""
_IN_CELLS = {"head": "TableHead", "group": "TableGroup", "text": "TableText"}


def set_tables(body: Any, measure: int, size: float) -> None:
    """Every table over the full measure (twips), its text of that size (points) in styles of its own."""
    for table in body.iter(w("tbl")):
        rows = table.findall(w("tr"))
        if rows:
            for row in rows:
                _properties(row).append(element("cantSplit"))
            _repeat_head(rows[0])
            _describe(table)
            _share_out(table, rows, measure, size)
            _name_styles(rows)


def _repeat_head(row: Any) -> None:
    """Let the first row stand again on every page."""
    properties = _properties(row)
    for old in properties.findall(w("tblHeader")):
        properties.remove(old)
    properties.append(element("tblHeader"))


def _properties(row: Any) -> Any:
    found = row.find(w("trPr"))
    if found is None:
        found = element("trPr")
        row.insert(0, found)
    return found


def _describe(table: Any) -> None:
    """Name a table by its caption, or the heading it stands under."""
    properties = table.find(w("tblPr"))
    if properties.find(w("tblCaption")) is None:
        before = next((p for p in table.itersiblings(w("p"), preceding=True) if words_of(p)), None)
        properties.append(element("tblCaption", val=words_of(before)))


def _share_out(table: Any, rows: list[Any], measure: int, size: float) -> None:
    """Give each column the width that its cells need."""
    columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    cells = [[words_of(cell) for cell in row.findall(w("tc"))] for row in rows]
    full = [row for row in cells if len(row) == len(columns)]
    if not columns or not full:
        return
    shares = column_widths(full, _CAUTION * measure / 20 / size)
    for column, share in zip(columns, shares, strict=True):
        column.set(w("w"), str(round(measure * share / 100)))
    width = table.find(f"{w('tblPr')}/{w('tblW')}")
    width.set(w("type"), "pct")
    width.set(w("w"), str(WHOLE))
    for row in rows:
        found = row.findall(w("tc"))
        for cell, share in zip(found, shares if len(found) == len(shares) else (), strict=False):
            _set_width(cell, round(WHOLE * share / 100))


def _set_width(cell: Any, width: int) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = element("tcPr")
        cell.insert(0, properties)
    properties.insert(0, element("tcW", type="pct", w=width))


def _name_styles(rows: list[Any]) -> None:
    """Name what the paragraphs of a table are: its head, the line over a group of rows, the rest."""
    for number, row in enumerate(rows):
        grouped = row.find(f"{w('tc')}/{w('tcPr')}/{w('gridSpan')}") is not None
        style = _IN_CELLS["head" if number == 0 else "group" if grouped else "text"]
        for named in row.iter(w("pStyle")):
            named.set(w("val"), style)
