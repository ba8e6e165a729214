"""The laid-out pages painted into a PDF, with nothing in it that nobody chose."""

from __future__ import annotations

from kanben.model import Edition
from kanben.publish.composing import composed
from kanben.publish.engine_log import kept_log
from kanben.publish.glyphs import require_chosen, require_glyphs
from kanben.publish.layout import Layout


def painted(edition: Edition, layout: Layout, **options: str) -> bytes:
    """The PDF as the engine writes it; SystemNeedError for a missing glyph or a font that nobody chose.

    `options` are those of WeasyPrint's write_pdf.
    """
    document = layout.document
    with kept_log() as said, composed():
        raw: bytes = document.write_pdf(**options)
    require_glyphs(said, edition)
    require_chosen(document.fonts.values(), layout.families, edition)
    return raw
