"""The cover as a picture: the edition's own, or one drawn from the metadata."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from kanben.model import Edition
from kanben.publish.composing import composed
from kanben.publish.engine import weasyprint
from kanben.publish.engine_log import kept_log
from kanben.publish.templates import fill

pdfium: Any = import_module("pypdfium2")
# 1,600 pixels high: what shops ask of a cover.
SCALE = 2.0


def cover_image(edition: Edition) -> bytes:
    """The cover as PNG, 1,200 by 1,600 pixels."""
    page = fill("epub/cover-page.html", metadata=edition.metadata)
    with kept_log(), composed():
        pdf = weasyprint.HTML(string=str(page)).write_pdf()
    document = pdfium.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=SCALE).to_pil()
    finally:
        document.close()
    stream = BytesIO()
    picture.convert("RGB").save(stream, "PNG", optimize=True)
    return stream.getvalue()
