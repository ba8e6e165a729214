"""The PDF: the laid-out pages written as PDF/UA-1 and PDF/A-3a in one file, the same bytes each time."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

from kanben.model import Edition
from kanben.publish.composing import composed
from kanben.publish.conformance import conforming
from kanben.publish.engine import css
from kanben.publish.engine_log import kept_log
from kanben.publish.glyphs import require_chosen, require_glyphs
from kanben.publish.layout import Layout

SRGB = "sRGB2014.icc"


def pdf(edition: Edition, layout: Layout) -> bytes:
    """The screen PDF: tagged, with outline, links and page labels; SystemNeedError for a missing glyph."""
    document = layout.document
    document.color_profiles["srgb"], document.output_intent = srgb(), "srgb"
    with kept_log() as said, composed():
        # Another value than srgb, so that the engine does not open its profile once more (and leave it open).
        raw = document.write_pdf(pdf_variant="pdf/a-3a", output_intent="given")
    require_glyphs(said, edition)
    require_chosen(document.fonts.values(), layout.families, edition)
    return conforming(raw, layout.sections, edition.metadata.identifier)


def srgb() -> Any:
    """The colour profile that comes with the layout engine, as the output intent of PDF/A."""
    content = BytesIO((files("weasyprint.pdf") / SRGB).read_bytes())
    return css.ColorProfile(content, SRGB, "relative-colorimetric", (["r"], ["g"], ["b"]))
