"""The edition laid out once: pages, and what they tell every format about page numbers.

Each piece is laid out alone with the number that its first page prints, and all pages are joined at the end
(`Document.copy`), so that fonts, links, outline and tags are those of one file.  The order is that of what
depends on what: the text; prefaces, after as many pages as the contents will need; the apparatus and the
indexes, with the pages of the text; the contents, with the pages of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from kanben.model import Edition, Pages
from kanben.publish.anchors import page_id
from kanben.publish.composing import composed
from kanben.publish.cover import cover_piece
from kanben.publish.document import back_pieces, body_pieces, front_pieces, preface_pieces
from kanben.publish.engine_log import kept_log
from kanben.publish.fetcher import only_our_own
from kanben.publish.index_columns import columned
from kanben.publish.indexes import index_lines
from kanben.publish.locators import Locator, locator
from kanben.publish.page_map import page_map
from kanben.publish.pieces import Piece
from kanben.publish.sections import Section, after, even, filled, section, sections
from kanben.publish.typesetter import BLANK, Memory, Typesetter, typesetter

ATTEMPTS = 3
"""How often the contents may turn out longer or shorter than the space left for them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out edition."""

    pages: Pages
    sections: tuple[Section, ...]
    """Every piece on its pages, in the order of the book."""
    document: Any
    """weasyprint.Document of all pages."""
    warnings: tuple[str, ...] = ()
    """What the layout engine had to say, each sentence once."""
    composed: bool = True
    """Whether lines were composed the Chinese way; False: WeasyPrint's own lines."""
    families: tuple[str, ...] = ()
    """The font families that the edition may use."""


def lay_out(edition: Edition, memory: Memory | None = None) -> Layout:
    """The edition's pages.

    Raises ConfigError for a profile that can't be or an address outside the edition, SystemNeedError for a
    missing font.  A process that lays the edition out again passes the same `memory`: only what has changed
    is set anew.
    """
    kept = memory or Memory()
    with kept_log() as said, composed() as chinese:
        setter = typesetter(edition, kept, chinese)
        with only_our_own(setter.fetcher):
            made = _sections(edition, setter)
        pages = page_map(made, edition)
    kept.forget_the_rest()
    return Layout(pages, made, _joined(made, setter), tuple(dict.fromkeys(said)), chinese, setter.families)


def _sections(edition: Edition, setter: Typesetter) -> tuple[Section, ...]:
    """The book in sections; set again with the contents' true length where that was guessed wrong."""
    cover = _cover(edition, setter)
    body = sections(setter, body_pieces(edition, None, "pdf"), 1, "arabic")
    listed = (*_pieces(body), *back_pieces(edition, None, "pdf"))
    prefaces = preface_pieces(edition, None, "pdf")
    front = _front(edition, setter, (*prefaces, *listed), {})
    for _ in range(ATTEMPTS):
        preface = sections(setter, prefaces, after(front), "roman")
        before = (*cover, *even(setter, (*front, *preface)))
        text = _locator(edition, (*before, *body))
        back = sections(setter, _back(edition, text, setter), after(body), "arabic")
        labels = _locator(edition, (*before, *body, *back)).labels
        guessed, front = front, _front(edition, setter, _pieces((*preface, *body, *back)), labels)
        if after(front) == after(guessed):
            break
    return filled(setter, (*cover, *even(setter, (*front, *preface)), *body, *back))


def _cover(edition: Edition, setter: Typesetter) -> tuple[Section, ...]:
    """The cover and its empty back, where the profile has one; the book's first page stays on the right."""
    if not setter.page.cover:
        return ()
    return tuple(
        section(setter, piece, n, "cover") for n, piece in enumerate((cover_piece(edition), BLANK), 1)
    )


def _front(
    edition: Edition, setter: Typesetter, listed: Iterable[Piece], labels: Mapping[str, str]
) -> tuple[Section, ...]:
    """The front matter with those page numbers in its contents; 000 for those not known yet."""
    pieces = front_pieces(edition, listed, lambda anchor: labels.get(anchor, "000"))
    return sections(setter, pieces, 1, "roman")


def _back(edition: Edition, text: Locator, setter: Typesetter) -> tuple[Piece, ...]:
    """What stands after the text, the indexes in columns that are filled by hand."""
    indexes = iter(edition.apparatus.indexes)
    return tuple(
        columned(piece, index_lines(next(indexes), text), setter) if piece.role == "index" else piece
        for piece in back_pieces(edition, text, "pdf")
    )


def _pieces(made: Iterable[Section]) -> tuple[Piece, ...]:
    return tuple(section.piece for section in made)


def _locator(edition: Edition, made: tuple[Section, ...]) -> Locator:
    return locator(page_map(made, edition), (each.chapter.slug for each in edition.matter))


def _joined(made: tuple[Section, ...], setter: Typesetter) -> Any:
    """One document of all pages; the top of each can be led to."""
    pages = []
    for each in made:
        for laid_out, printed in zip(each.pages, each.labels, strict=True):
            page = copy(laid_out)
            page.anchors = {page_id(printed): (0, 0, 0, 0), **laid_out.anchors}
            pages.append(page)
    return setter.set(BLANK, 1).copy(pages)
