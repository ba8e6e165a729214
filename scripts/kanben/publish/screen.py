"""The PDF for reading: PDF/UA-1 and PDF/A-3a in one file, with outline, links, page labels."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

from kanben.model import Edition
from kanben.publish.conformance import conforming
from kanben.publish.engine import css
from kanben.publish.layout import Layout
from kanben.publish.painting import painted

SRGB = "sRGB2014.icc"


def screen_pdf(edition: Edition, layout: Layout) -> bytes:
    """The tagged PDF."""
    document = layout.document
    document.color_profiles["srgb"], document.output_intent = srgb(), "srgb"
    # Another value than srgb, so that the engine does not open its profile once more (and leave it open).
    raw = painted(edition, layout, pdf_variant="pdf/a-3a", output_intent="given")
    return conforming(raw, layout.sections, edition.metadata.identifier)


def srgb() -> Any:
    """The colour profile that comes with the layout engine, as the output intent of PDF/A."""
    content = BytesIO((files("weasyprint.pdf") / SRGB).read_bytes())
    return css.ColorProfile(content, SRGB, "relative-colorimetric", (["r"], ["g"], ["b"]))
