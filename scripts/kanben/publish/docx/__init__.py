"""The Word file: pandoc reads the document in the middle; real fields, filled, are set into what it writes."""

from __future__ import annotations

from functools import partial
from typing import Any

from kanben.markup import convert
from kanben.model import Edition, Index
from kanben.publish.document import pieces
from kanben.publish.docx import fields
from kanben.publish.docx.archive import parts_of, zipped
from kanben.publish.docx.body import finished
from kanben.publish.docx.manuscript import html_for_word
from kanben.publish.docx.properties import with_properties
from kanben.publish.docx.reference import reference
from kanben.publish.index_marks import index_marks
from kanben.publish.indexes import index_lines
from kanben.publish.layout import Layout
from kanben.publish.locators import Locator, locator
from kanben.publish.pieces import Piece
from kanben.publish.temporary import kept_file

READER = "html-auto_identifiers"


def docx(edition: Edition, layout: Layout) -> bytes:
    """The edition for Word: contents and index filled with the pages of its PDF; the same bytes each time."""
    locate = locator(layout.pages, (each.chapter.slug for each in edition.matter))
    made = pieces(edition, locate, "docx")
    with kept_file(reference(edition), ".docx") as template:
        arguments = (f"--reference-doc={template}", "--metadata=lang:zh-CN")
        written = convert(html_for_word(made, edition), READER, "docx", arguments=arguments, sandbox=True)
    parts = parts_of(written)
    parts["word/document.xml"] = finished(
        parts["word/document.xml"], index_marks(edition), _fields(edition, made, locate)
    )
    parts["docProps/core.xml"] = with_properties(parts["docProps/core.xml"], edition.metadata)
    return zipped(parts)


def _fields(edition: Edition, made: tuple[Piece, ...], locate: Locator) -> dict[str, Any]:
    headings = tuple(heading for piece in made for heading in piece.headings)
    pages = {heading.id: locate.labels.get(heading.id, "") for heading in headings}
    indexes = zip((p for p in made if p.role == "index"), edition.apparatus.indexes, strict=True)
    return {
        "contents": partial(fields.contents, headings, pages),
        **{piece.id: partial(_index, index, locate) for piece, index in indexes},
    }


def _index(index: Index, locate: Locator, named: dict[str, str]) -> tuple[Any, ...]:
    return fields.index(index.name, index_lines(index, locate), named)
