"""The sheet around a trimmed page: bleed, crop marks outside it, and the boxes that say so."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from kanben.publish.geometry import POINTS, Geometry

SLUG = 10 * POINTS
"""From the trimmed edge to the edge of the sheet."""
MARK = 5 * POINTS
"""Length of a crop mark; it begins past the bleed."""
HAIRLINE = 0.25


def impress(pdf: pikepdf.Pdf, page: Geometry) -> None:
    """Give every page its boxes, origin at the sheet's corner, and crop marks outside the bleed."""
    width, height = page.width + 2 * SLUG, page.height + 2 * SLUG
    marks = pdf.make_stream(crop_marks(page))
    before = pdf.make_stream(b"q 1 0 0 1 %.3f %.3f cm\n" % (SLUG, SLUG))
    after = pdf.make_stream(b"\nQ\n")
    for each in pdf.pages:
        each.obj.Contents = Array([before, each.obj.Contents, after, marks])
        each.obj.MediaBox = box(0, 0, width, height)
        each.obj.TrimBox = box(SLUG, SLUG, width - SLUG, height - SLUG)
        edge = SLUG - page.bleed
        each.obj.BleedBox = box(edge, edge, width - edge, height - edge)


def crop_marks(page: Geometry) -> bytes:
    """Two marks at each corner, in black, as a content stream."""
    far = SLUG - page.bleed - 0.5 * POINTS
    lines = []
    for x, outward in ((SLUG, -1), (SLUG + page.width, 1)):
        for y, upward in ((SLUG, -1), (SLUG + page.height, 1)):
            side, top = x + outward * (SLUG - far), y + upward * (SLUG - far)
            lines += [(side, y, side + outward * MARK, y), (x, top, x, top + upward * MARK)]
    drawn = b"".join(b"%.3f %.3f m %.3f %.3f l S\n" % line for line in lines)
    return b"q 0 0 0 1 K %.2f w\n%sQ\n" % (HAIRLINE, drawn)


def box(left: float, bottom: float, right: float, top: float) -> Array:
    """A page box, in points."""
    return Array([round(edge, 3) for edge in (left, bottom, right, top)])


def strip(pdf: pikepdf.Pdf) -> None:
    """Take out what a press has no use for and PDF/X-4 does not allow inside the bleed: links, outline."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    for key in (Name.Outlines, Name.Names, Name.StructTreeRoot, Name.MarkInfo):
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
