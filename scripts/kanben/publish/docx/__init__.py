"""The Word file: pandoc reads the document in the middle; real fields, filled, are set into what it writes."""

from __future__ import annotations

from functools import partial
from typing import Any

from kanben.markup import convert
from kanben.model import Edition, Index
from kanben.publish.captions import WORDS, captions
from kanben.publish.document import pieces
from kanben.publish.docx import fields
from kanben.publish.docx.archive import parts_of, zipped
from kanben.publish.docx.body import Fields, fill_fields
from kanben.publish.docx.manuscript import html_for_word
from kanben.publish.docx.names import parsed, w, xml
from kanben.publish.docx.package import with_stories
from kanben.publish.docx.properties import core
from kanben.publish.docx.reference import STYLES, reference, twips
from kanben.publish.docx.sections import BARE, Story, part_sections, stories
from kanben.publish.docx.styles import call_by_id, style_ids
from kanben.publish.docx.tables import set_tables
from kanben.publish.geometry import geometry
from kanben.publish.index_marks import index_marks, index_series
from kanben.publish.indexes import index_lines
from kanben.publish.layout import Layout
from kanben.publish.locators import Locator, locator
from kanben.publish.pieces import Piece
from kanben.publish.temporary import kept_file

READER = "html-auto_identifiers"
DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
TABLE_TYPE = 0.86
"""Size of a table's type beside the text's, as the recipe has it."""


def docx(edition: Edition, layout: Layout) -> bytes:
    """The edition for Word: contents and index filled with the pages of its PDF; the same bytes each time.

    Raises ConfigError for a template that is no Word file.
    """
    locate = locator(layout.pages, (each.chapter.slug for each in edition.matter))
    made = pieces(edition, locate, "docx")
    with kept_file(reference(edition), ".docx") as template:
        arguments = (f"--reference-doc={template}", "--metadata=lang:zh-CN")
        written = convert(html_for_word(made, edition), READER, "docx", arguments=arguments, sandbox=True)
    heads = _heads(edition, made, layout)
    parts = _finished(parts_of(written), edition, made, (locate, heads))
    return zipped({**with_stories(parts, heads), "docProps/core.xml": core(edition.metadata)})


def _heads(edition: Edition, made: tuple[Piece, ...], layout: Layout) -> tuple[Story, ...]:
    """The running heads; none of ours where the edition has a template of its own."""
    if edition.reference_docx:
        return ()
    longer = {section.piece.id for section in layout.sections if len(section.pages) > 1}
    running = (piece for piece in made if piece.id in longer and piece.role not in BARE)
    return stories(edition.metadata.title, running)


def _finished(
    parts: dict[str, bytes],
    edition: Edition,
    made: tuple[Piece, ...],
    found: tuple[Locator, tuple[Story, ...]],
) -> dict[str, bytes]:
    """The parts with everything in the text that pandoc knows nothing of."""
    locate, heads = found
    document, notes = parsed(parts[DOCUMENT]), parsed(parts[NOTES])
    body, page = document.find(w("body")), geometry(edition.profile)
    fill_fields(body, notes, index_marks(edition, locate), _fields(edition, made, locate))
    set_tables(body, twips(page.width - page.inner - page.outer), page.size * TABLE_TYPE)
    part_sections(body, made, heads)
    ids = style_ids(parts[STYLES])
    for story in (document, notes):
        call_by_id(story, ids)
    return {**parts, DOCUMENT: xml(document), NOTES: xml(notes)}


def _fields(edition: Edition, made: tuple[Piece, ...], locate: Locator) -> Fields:
    """The fields of the book by the names of their places."""
    pages, series = locate.labels, index_series(edition)
    headings = (
        (f"TOC{heading.level}", heading.id, heading.title, pages.get(heading.id, ""))
        for piece in made
        for heading in piece.headings
        if heading.level <= fields.DEEPEST
    )
    known = captions(edition).values()
    lists = {
        kind: tuple(("TableofFigures", c.id, c.line, pages.get(c.id, "")) for c in known if c.kind == kind)
        for kind in WORDS
    }
    indexes = zip((p for p in made if p.role == "index"), edition.apparatus.indexes, strict=True)
    return {
        "contents": partial(fields.contents, tuple(headings)),
        **{kind: partial(fields.floats, WORDS[kind], lines) for kind, lines in lists.items()},
        **{piece.id: partial(_index, series[index.name], index, locate) for piece, index in indexes},
    }


def _index(series: str, index: Index, locate: Locator, known: Any) -> tuple[Any, ...]:
    return fields.index(series, index_lines(index, locate), known)
