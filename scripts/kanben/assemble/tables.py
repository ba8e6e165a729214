"""三线表: documents, meetings, statistics and persons of the book as tables, each row with its places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kanben.assemble import registers
from kanben.assemble.edtf_order import order, printed
from kanben.assemble.hand_tables import hand_tables
from kanben.assemble.statistics import statistics_tables
from kanben.errors import ConfigError
from kanben.model import DocumentFound, Material, MeetingFound, NameFound, Row, Selection, Table, TableRuling
from kanben.resources import data_table

Builder = Callable[[Material], tuple[Table, ...]]
_FILE = "manuscript/decisions/tables.yaml"
_LAST = ((10_000, 0.0, 0.0), (10_000, 0.0, 0.0))


def tables(material: Material, selection: Selection) -> tuple[Table, ...]:
    """The tables that the edition wants, in their settled order, the editor's rulings carried out."""
    made = [table for piece in BUILDERS if piece in selection.pieces for table in BUILDERS[piece](material)]
    _refuse_strangers(material.decisions.tables)
    rulings = {ruling.name: ruling for ruling in material.decisions.tables}
    ruled = [_ruled(table, rulings.get(table.name)) for table in made]
    for table, after in hand_tables(material.decisions.tables, dict(selection.files)):
        names = [other.name for other in ruled]
        ruled.insert(names.index(after) + 1 if after in names else len(ruled), table)
    return tuple(table for table in ruled if table.rows)


def documents_table(material: Material) -> tuple[Table, ...]:
    """文件一览: every work that is not a periodical, by date, those without one last."""
    known = registers.documents(material.findings)
    works = [d for d in known if not d.short_for and d.kind != "periodical"]
    rows = tuple(Row(_document_cells(d), d.places) for d in sorted(works, key=lambda d: _when(d.date)))
    return (_table("documents", rows),)


def meetings_table(material: Material) -> tuple[Table, ...]:
    """会议一览: every meeting with a date, in order."""
    held = _sessions([m for m in registers.meetings(material.findings) if m.date])
    rows = tuple(
        Row((m.name, _date(m.date), m.venue or "", m.organiser or ""), m.places)
        for m in sorted(held, key=lambda m: _when(m.date))
    )
    return (_table("meetings", rows),)


def _sessions(held: list[MeetingFound]) -> list[MeetingFound]:
    """A meeting that one chapter dates by its first day and another by its length is one, with the fuller date."""
    kept: list[MeetingFound] = []
    for meeting in sorted(held, key=lambda m: -len(m.date or "")):
        at = next((i for i, other in enumerate(kept) if _one_session(meeting, other)), None)
        if at is None:
            kept.append(meeting)
        else:
            kept[at] = replace(kept[at], places=(*kept[at].places, *meeting.places))
    return kept


def _one_session(short: MeetingFound, full: MeetingFound) -> bool:
    return short.name == full.name and (full.date or "").startswith(short.date or "")


def persons_table(material: Material) -> tuple[Table, ...]:
    """人物简表: every person whose office the text gives, in the order of first mention."""
    rows = tuple(
        Row((person.name, "；".join(_offices(person))), tuple(office.place for office in person.offices))
        for person in registers.names(material.findings)
        if person.kind == "person" and person.offices
    )
    return (_table("persons", rows),)


BUILDERS: dict[str, Builder] = {
    "documents": documents_table,
    "meetings": meetings_table,
    "statistics": statistics_tables,
    "persons": persons_table,
}


def _refuse_strangers(rulings: tuple[TableRuling, ...]) -> None:
    """A ruling on a table or a column that there is not would be carried out by doing nothing."""
    words = data_table("tables.toml")
    by_hand = {ruling.name for ruling in rulings if ruling.file}
    for ruling in rulings:
        for name in filter(None, (ruling.name, ruling.after)):
            if name not in words and name not in by_hand:
                raise ConfigError("table.unknown", _FILE, ruling.line, name=name, known=", ".join(words))
        if not ruling.file:
            _refuse_strange_columns(ruling, words[ruling.name]["columns"])


def _refuse_strange_columns(ruling: TableRuling, columns: list[str]) -> None:
    for column in (*ruling.columns, *dict(ruling.rename)):
        if column not in columns:
            known = ", ".join(columns)
            raise ConfigError("table.no-column", _FILE, ruling.line, column=column, known=known)


def _table(name: str, rows: tuple[Row, ...]) -> Table:
    words = data_table("tables.toml")[name]
    return Table(name, words["title"], tuple(words["columns"]), rows)


def _document_cells(document: DocumentFound) -> tuple[str, str, str]:
    return (f"《{document.title}》", document.issuer or "", _date(document.date))


def _offices(person: NameFound) -> tuple[str, ...]:
    return tuple(dict.fromkeys(office.title for office in person.offices))


def _date(edtf: str | None) -> str:
    return printed(edtf) if edtf else ""


def _when(edtf: str | None) -> tuple[object, object]:
    return order(edtf) if edtf else _LAST


def _ruled(table: Table, ruling: TableRuling | None) -> Table:
    """The table with its title, columns and rows as the editor wants them."""
    if not ruling:
        return table
    rows = tuple(row for row in table.rows if row.cells[0] not in ruling.omit)
    wanted = ruling.columns or table.columns
    picked = [table.columns.index(column) for column in wanted if column in table.columns]
    renamed = dict(ruling.rename)
    return replace(
        table,
        title=ruling.title or table.title,
        columns=tuple(renamed.get(table.columns[at], table.columns[at]) for at in picked),
        rows=tuple(replace(row, cells=tuple(row.cells[at] for at in picked)) for row in rows),
    )
