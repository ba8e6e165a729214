"""The laid-out pages painted into a PDF, with nothing in it that nobody chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kanben.model import Edition
from kanben.publish.composing import composed
from kanben.publish.engine import pdf_writer
from kanben.publish.engine_log import kept_log
from kanben.publish.fetcher import only_our_own
from kanben.publish.glyphs import require_chosen, require_glyphs
from kanben.publish.layout import Layout
from kanben.publish.tagging import tagged
from kanben.publish.writing_memory import fonts_uncopied, pages_joined


def painted(edition: Edition, layout: Layout, **options: str) -> bytes:
    """The PDF as the engine writes it; SystemNeedError for a missing glyph or a font that nobody chose.

    ConfigError where a drawing asks for what is not in the edition.
    `options` are those of WeasyPrint's write_pdf.
    """
    document = layout.document
    with kept_log() as said, composed(), writing(document.pages), only_our_own(document.url_fetcher):
        raw: bytes = document.write_pdf(**options)
    require_glyphs(said, edition)
    require_chosen(document.fonts.values(), layout.families, edition)
    return raw


@contextmanager
def writing(pages: Iterable[Any]) -> Iterator[None]:
    """Within it, the engine writes our tags, and neither time nor memory grows out of proportion."""
    with references_once(), fonts_uncopied(), pages_joined(), tagged(pages):
        yield


@contextmanager
def references_once() -> Iterator[None]:
    """Within it, the list of a PDF's page references is made once, not for every tag: that grows with the square."""
    original = pdf_writer.PDF.page_references
    made: dict[tuple[int, int], Any] = {}

    def references(pdf: Any) -> Any:
        key = id(pdf), len(pdf.pages["Kids"])
        if key not in made:
            made[key] = original.fget(pdf)
        return made[key]

    pdf_writer.PDF.page_references = property(references)
    try:
        yield
    finally:
        pdf_writer.PDF.page_references = original
