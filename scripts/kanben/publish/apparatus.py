"""The apparatus as pieces: chronology, tables, plots, collation record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import escape

from kanben.model import Edition, Place, Plot, Table
from kanben.publish.anchors import safe
from kanben.publish.column_widths import column_widths, shown
from kanben.publish.fonts import font_roles
from kanben.publish.geometry import geometry
from kanben.publish.locators import Locator, Printed, printed
from kanben.publish.pieces import Heading, Piece
from kanben.publish.templates import fill
from kanben.resources import printed_words


def chronology(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """大事年表: events under their years, each with its pages, after the timeline where there is one."""
    events, words = edition.apparatus.chronology, printed_words()
    if not events:
        return ()
    numbered = tuple(
        (f"event-{number}", event, pages(event.places, locate)) for number, event in enumerate(events, 1)
    )
    years = tuple((year, tuple(rows)) for year, rows in groupby(numbered, key=lambda row: row[1].year))
    timelines = tuple(plot for plot in edition.apparatus.plots if plot.name == "timeline")
    head = (words["date"], words["event"], words["page"])
    cells = ((event.date, event.text, shown(found)) for _, event, found in numbered)
    values = {"years": years, "plots": tuple(map(figure, timelines)), "target": target}
    return (_piece("chronology", **values, widths=_widths((head, *cells), edition, target)),)


def tables(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """Each table of the apparatus, with a column of pages where it has one."""
    return tuple(_table(table, edition, locate, target) for table in edition.apparatus.tables)


def _table(table: Table, edition: Edition, locate: Locator | None, target: str) -> Piece:
    identity = f"table-{safe(table.name)}"
    rows = tuple(
        (f"{identity}-{number}", row, pages(row.places, locate)) for number, row in enumerate(table.rows, 1)
    )
    last = (printed_words()["page"],) if table.paged else ()
    # A row that is only a heading runs over all columns and asks none of them for room.
    plain = (each for each in rows if any(each[1].cells[1:]) or each[1].places)
    cells = ((*row.cells, *((shown(found),) if table.paged else ())) for _, row, found in plain)
    widths = _widths(((*table.columns, *last), *cells), edition, target)
    return _titled(identity, "tables", table.title, table=table, rows=rows, target=target, widths=widths)


def plots(edition: Edition, _locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """The plots but the timeline, which stands with the chronology."""
    drawn = tuple(plot for plot in edition.apparatus.plots if plot.name != "timeline")
    return (_piece("plots", plots=tuple(map(figure, drawn)), target=target),) if drawn else ()


def collation(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """校勘记: emendations one by one, mechanical changes summed."""
    record = edition.apparatus.collation
    if record is None or not (record.emendations or record.counts):
        return ()
    rows = tuple(
        (f"emendation-{number}", each, pages((each.place,), locate))
        for number, each in enumerate(record.emendations, 1)
    )
    words = printed_words()["collation_columns"]
    head = tuple(words[name] for name in ("page", "before", "after", "reason"))
    cells = ((shown(found), each.before, each.after, each.reason + each.by) for _, each, found in rows)
    counted = ((rule, what, str(count)) for rule, what, count in record.counts)
    widths = _widths((head, *cells), edition, target)
    sums = _widths(((words["rule"], words["what"], words["count"]), *counted), edition, target)
    values = {"rows": rows, "counts": record.counts, "target": target}
    return (_piece("collation", **values, widths=widths, sums=sums),)


def _widths(rows: Iterable[Sequence[str]], edition: Edition, target: str) -> tuple[float, ...]:
    """Percentages for the columns of a printed table; none where a reading system sets it."""
    page = geometry(edition.profile)
    return column_widths(rows, page.ems / page.table) if target == "pdf" else ()


def figure(plot: Plot) -> Plot:
    """A plot with the family of the headings for its words, which style sheets do not reach in a PDF."""
    face = next((role.family for role in font_roles() if role.role == "heading"), "")
    return replace(plot, svg=plot.svg.replace("<svg ", f'<svg font-family="{escape(face)}" ', 1))


def pages(places: tuple[Place, ...], locate: Locator | None) -> tuple[Printed, ...]:
    """The locators of places; none where the edition has no pages yet."""
    return printed(places, locate) if locate else ()


def _piece(name: str, **values: object) -> Piece:
    return _titled(name, name, printed_words()[name], **values)


def _titled(identity: str, role: str, title: str, **values: object) -> Piece:
    html = fill(f"{role}.html", id=identity, title=title, **values)
    return Piece(identity, role, title, str(html), (Heading(identity, 1, title, role),))
