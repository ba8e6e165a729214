"""The document in the middle: the edition as well-formed XHTML pieces in reading order.

Three writers stand behind it: the PDF is this HTML laid out, the EPUB is it packaged, the Word file is pandoc
reading it.  HTML, not pandoc's own tree, because page layout needs classes, ids and a note at the exact
character, and EPUB takes it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kanben.model import Edition
from kanben.publish.apparatus import chronology, collation, plots, tables
from kanben.publish.captions import WORDS, captions, numbered_plots
from kanben.publish.chapters import matter
from kanben.publish.colophon import facts
from kanben.publish.indexes import index_pieces
from kanben.publish.locators import Locator
from kanben.publish.pieces import Heading, Piece
from kanben.publish.templates import fill
from kanben.resources import printed_words

FRONT = ("preface", "note")
"""Roles of the manuscript that stand before page 1, under roman numbers."""
BODY = ("chapter", "appendix", "afterword")
APPARATUS = (chronology, tables, plots, collation)
"""The pieces after the text, in order; the indexes follow, last of all that is numbered."""


def pieces(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """The whole book in reading order.

    `target` is pdf, epub or docx: it decides how notes stand (at their reference, or after the chapter).
    Without `locate` no page number is printed.
    """
    preface = preface_pieces(edition, locate, target)
    after = (*body_pieces(edition, locate, target), *back_pieces(edition, locate, target))
    labels = locate.labels if locate else {}
    front = front_pieces(edition, (*preface, *after), lambda anchor: labels.get(anchor, ""))
    return (*front, *preface, *after)


def preface_pieces(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """Prefaces and notes on the edition: manuscript that stands before page 1."""
    return matter(edition, FRONT, locate, target)


def body_pieces(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """Part openings, chapters, appendices, afterword: what page 1 begins with."""
    return matter(edition, BODY, locate, target)


def back_pieces(edition: Edition, locate: Locator | None, target: str) -> tuple[Piece, ...]:
    """What the toolchain adds after the text, the indexes and the colophon last."""
    numbered = numbered_plots(edition)
    added = tuple(piece for build in APPARATUS for piece in build(numbered, locate, target))
    return (*added, *index_pieces(edition, locate, target), colophon(edition))


def front_pieces(edition: Edition, listed: Iterable[Piece], label: Callable[[str], str]) -> tuple[Piece, ...]:
    """Half title, title page, copyright page, and the contents of the pieces listed, of tables and figures.

    `label` gives the printed page of an anchor; where it gives an empty string none is printed.
    """
    lines = tuple((each, label(each.id)) for piece in listed for each in piece.headings)
    return (
        _page("half-title", edition),
        _page("title-page", edition),
        _page("copyright", edition),
        _page("contents", edition, lines=lines, lists=_lists(edition, label)),
    )


def _lists(edition: Edition, label: Callable[[str], str]) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """The lists of tables and figures: kind, and each caption with its id and page."""
    known = captions(edition).values()
    lists = (
        (kind, tuple((each.id, each.line, label(each.id)) for each in known if each.kind == kind))
        for kind in WORDS
    )
    return tuple((kind, lines) for kind, lines in lists if lines)


def colophon(edition: Edition) -> Piece:
    """The last page: how the edition was made."""
    piece = _page("colophon", edition, facts=facts(edition))
    return Piece(
        piece.id, piece.role, piece.title, piece.html, (Heading(piece.id, 1, piece.title, piece.role),)
    )


def _page(name: str, edition: Edition, **values: object) -> Piece:
    title = printed_words().get(name, edition.metadata.title)
    title = title if isinstance(title, str) else edition.metadata.title
    html = fill(f"{name}.html", id=name, title=title, edition=edition, metadata=edition.metadata, **values)
    return Piece(name, name, title, str(html))
