"""The apparatus as pieces: chronology, tables, plots, collation record."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from markupsafe import escape

from kanben.model import Edition, Place, Plot
from kanben.publish.fonts import font_roles
from kanben.publish.locators import Locator, Printed, printed
from kanben.publish.pieces import Heading, Piece
from kanben.publish.templates import fill
from kanben.resources import printed_words


def chronology(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """大事年表: events under their years, each with its pages, after the timeline where there is one."""
    events = edition.apparatus.chronology
    if not events:
        return ()
    numbered = tuple(
        (f"event-{number}", event, pages(event.places, locate)) for number, event in enumerate(events, 1)
    )
    years = tuple((year, tuple(rows)) for year, rows in groupby(numbered, key=lambda row: row[1].year))
    timelines = tuple(plot for plot in edition.apparatus.plots if plot.name == "timeline")
    return (
        _piece(
            "chronology", years=years, plots=tuple(map(figure, timelines)), target=target, edition=edition
        ),
    )


def tables(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """Each table of the apparatus, with a column of pages where it has one."""
    return tuple(
        _titled(
            f"table-{table.name}",
            "tables",
            table.title,
            table=table,
            rows=tuple(
                (f"table-{table.name}-{n}", row, pages(row.places, locate))
                for n, row in enumerate(table.rows, 1)
            ),
            target=target,
        )
        for table in edition.apparatus.tables
    )


def plots(edition: Edition, _locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """The plots but the timeline, which stands with the chronology."""
    drawn = tuple(plot for plot in edition.apparatus.plots if plot.name != "timeline")
    return (
        (_piece("plots", plots=tuple(map(figure, drawn)), target=target, edition=edition),) if drawn else ()
    )


def collation(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """校勘记: emendations one by one, mechanical changes summed."""
    record = edition.apparatus.collation
    if record is None or not (record.emendations or record.counts):
        return ()
    rows = tuple(
        (f"emendation-{number}", each, pages((each.place,), locate))
        for number, each in enumerate(record.emendations, 1)
    )
    return (_piece("collation", rows=rows, counts=record.counts, target=target, edition=edition),)


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
