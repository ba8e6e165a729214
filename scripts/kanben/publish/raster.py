"""A page or a drawing as PNG, for formats that take no vector pictures."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from lxml import etree

from kanben.publish.composing import composed
from kanben.publish.engine import weasyprint
from kanben.publish.engine_log import kept_log

pdfium: Any = import_module("pypdfium2")
_MARGIN = 4
_SHARP = 3.0
"""Pixels for each point of a drawing: sharp at the size that a page prints it."""


def page_picture(html: str, scale: float) -> bytes:
    """The first page of an HTML document as PNG, `scale` pixels a point."""
    with kept_log(), composed():
        pdf = weasyprint.HTML(string=html).write_pdf()
    document = pdfium.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=scale).to_pil()
    finally:
        document.close()
    stream = BytesIO()
    picture.convert("RGB").save(stream, "PNG", optimize=True)
    return stream.getvalue()


def rasterised(drawing: Any) -> bytes:
    """An SVG element as PNG at its own size."""
    _, _, width, height = map(float, drawing.get("viewBox").split())
    svg = etree.tostring(drawing, encoding="unicode", with_tail=False)
    page = f"@page {{ size: {width}pt {height + _MARGIN}pt; margin: 0 }}"
    css = f"{page} body {{ margin: 0; font-family: 'Noto Serif CJK SC' }}"
    html = f"<html lang='zh-CN'><style>{css} svg {{ width: {width}pt; display: block }}</style>{svg}</html>"
    return page_picture(html, _SHARP)
