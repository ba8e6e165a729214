"""A drawing as PNG, for formats that take no vector pictures."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from typing import Any

from lxml import etree

from kanben.publish.composing import composed
from kanben.publish.engine import weasyprint
from kanben.publish.engine_log import kept_log
from kanben.publish.fetcher import BASE, EditionFetcher, only_our_own
from kanben.publish.fonts import font_roles

pdfium: Any = import_module("pypdfium2")
_MARGIN = 4
"""Points below a drawing that keep it on its one page."""
_SHARP = 3.0
"""Pixels for each point of a drawing: sharp at the size that a page prints it."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_USUAL = (300.0, 150.0)
"""The size of a drawing that says none, in CSS as here."""


def rasterised(drawing: Any) -> bytes:
    """An SVG element as PNG at its own size; ConfigError where it asks for anything outside itself."""
    width, height = _size(drawing)
    svg = etree.tostring(drawing, encoding="unicode", with_tail=False)
    family = next((role.family for role in font_roles() if role.role == "text"), "serif")
    page = f"@page {{ size: {width}pt {height + _MARGIN}pt; margin: 0 }}"
    css = f"{page} body {{ margin: 0; font-family: '{family}' }}"
    html = f"<html lang='zh-CN'><style>{css} svg {{ width: {width}pt; display: block }}</style>{svg}</html>"
    return _picture(html)


def _size(drawing: Any) -> tuple[float, float]:
    """Width and height in user units."""
    box = _NUMBER.findall(drawing.get("viewBox") or "")[-2:]
    given = [_NUMBER.match(drawing.get(name) or "") for name in ("width", "height")]
    sides = box if len(box) == 2 else [found[0] for found in given if found]
    if len(sides) != 2 or not all(float(side) for side in sides):
        return _USUAL
    return float(sides[0]), float(sides[1])


def _picture(html: str) -> bytes:
    """The first page of an HTML document as PNG."""
    fetcher = EditionFetcher(())
    with kept_log(), composed(), only_our_own(fetcher):
        pdf = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher).write_pdf()
    document = pdfium.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=_SHARP).to_pil()
    finally:
        document.close()
    stream = BytesIO()
    picture.convert("RGB").save(stream, "PNG", optimize=True)
    return stream.getvalue()
