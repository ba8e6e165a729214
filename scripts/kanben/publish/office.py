"""The PDF for the office printer: two pages on a sheet side, ready for double-sided copying."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Page, Rectangle, String

from kanben.model import Edition
from kanben.publish.geometry import POINTS
from kanben.publish.imposition import Side, scheme
from kanben.publish.layout import Layout
from kanben.publish.painting import painted
from kanben.publish.screen import screen_pdf
from kanben.publish.stream_ends import mended, saved

SHEETS = ((297 * POINTS, 210 * POINTS), (420 * POINTS, 297 * POINTS))
"""A4 and A3 across."""
PLAY = 1.0
"""Points that a page may be larger than half a sheet."""


def office_pdf(edition: Edition, layout: Layout) -> bytes:
    """The imposed PDF; pages one by one where the edition's options say imposition: none."""
    wanted = dict(edition.profile.options).get("imposition", "")
    pages = len(layout.document.pages)
    imposed = scheme(wanted, pages)
    if imposed is None:
        return screen_pdf(edition, layout)
    raw = painted(edition, layout, pdf_version="1.7")
    with pikepdf.open(BytesIO(raw)) as source, pikepdf.new() as sheets:
        for side in imposed(pages):
            put(sheets, source, side)
        describe(sheets, edition)
        return mended(saved(sheets))


def put(sheets: pikepdf.Pdf, source: pikepdf.Pdf, side: Side) -> None:
    """Add a sheet side with two pages of the source, each in the middle of its half."""
    width, height = (float(each) for each in source.pages[0].mediabox[2:])
    sheet_width, sheet_height = sheet(width, height)
    made = sheets.add_blank_page(page_size=(sheet_width, sheet_height))
    for half, number in enumerate(side):
        if number <= len(source.pages):
            left = half * sheet_width / 2 + (sheet_width / 2 - width) / 2
            bottom = (sheet_height - height) / 2
            place = Rectangle(left, bottom, left + width, bottom + height)
            Page(made).add_overlay(source.pages[number - 1], place)


def sheet(width: float, height: float) -> tuple[float, float]:
    """The least sheet across that holds two pages side by side: A4, A3, or just their size."""
    needed = (2 * width, height)
    fitting = (each for each in SHEETS if all(n <= s + PLAY for n, s in zip(needed, each, strict=True)))
    return next(fitting, needed)


def describe(sheets: pikepdf.Pdf, edition: Edition) -> None:
    """Title and language, and how a printer is to take the sheets: both sides, not scaled (ISO 32000-1, 12.2)."""
    sheets.docinfo[Name.Title] = String(edition.metadata.title)
    sheets.docinfo[Name.Author] = String(", ".join(edition.metadata.authors))
    sheets.Root.Lang = String(edition.metadata.language)
    sheets.Root.ViewerPreferences = Dictionary(
        Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"), DisplayDocTitle=True
    )
