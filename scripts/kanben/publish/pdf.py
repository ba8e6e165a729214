"""The PDF: the laid-out pages written as PDF/UA-1 and PDF/A-3a in one file, the same bytes each time."""

from __future__ import annotations

from kanben.model import Edition
from kanben.publish.composing import composed
from kanben.publish.conformance import conforming
from kanben.publish.engine_log import kept_log
from kanben.publish.layout import Layout


def pdf(edition: Edition, layout: Layout) -> bytes:
    """The screen PDF: tagged, with outline, links and page labels; SystemNeedError for a missing glyph."""
    with kept_log() as said, composed():
        raw = layout.document.write_pdf(pdf_variant="pdf/a-3a")
    if said:
        raise RuntimeError(said)
    return conforming(raw, layout.sections, edition.metadata.identifier)
